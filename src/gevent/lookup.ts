/**
 * Finding a host's addresses in a way that can be given up. The system's own look-up cannot: while no
 * name server answers it holds its thread for ten seconds and more, and with it the end of the program.
 * So the name servers are asked directly first; what they do not know (a name of the hosts file, of the
 * local network) the system is asked, which then answers soon.
 */
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { dns } from '../lane/builtin.js';

/** What the name servers never know. */
const local = /^[^.]+$|\.(local|localhost|internal)$/i;
/** No name server answered, or nobody waits any more. */
const silent = /^(ETIMEOUT|ECANCELLED|EDESTRUCTION)$/;

/** A look-up for `net.connect` that ends when `signal` does. */
export function lookupUntil(signal: AbortSignal): LookupFunction {
  const { lookup } = dns();
  return (host, options, tell) => {
    if (local.test(host)) lookup(host, options, tell);
    else
      ask(host, signal).then(
        (found) => {
          if (options.all === true) tell(null, found);
          else tell(null, found[0]!.address, found[0]!.family);
        },
        (error: NodeJS.ErrnoException) => {
          if (silent.test(error.code ?? '')) tell(error, []);
          else lookup(host, options, tell);
        },
      );
  };
}

async function ask(host: string, signal: AbortSignal): Promise<LookupAddress[]> {
  const resolver = new (dns().promises.Resolver)();
  const cancel = () => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const answers = [resolver.resolve4(host), resolver.resolve6(host)] as const;
  const [v4, v6] = await Promise.allSettled(answers);
  signal.removeEventListener('abort', cancel);
  if (v4.status === 'rejected' && v6.status === 'rejected') throw v4.reason as Error;
  return [...addresses(v4, 4), ...addresses(v6, 6)];
}

function addresses(answer: PromiseSettledResult<string[]>, family: 4 | 6): LookupAddress[] {
  if (answer.status === 'rejected') return [];
  return answer.value.map((address) => ({ address, family }));
}
