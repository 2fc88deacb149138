/**
 * Three greenlets on one thread fetch a page each. Patched, each gives way while it waits for the
 * network, and the longest fetch decides. Unpatched, as the notebook is written (its patch line is a
 * comment), each fetch blocks the thread, and they come one after the other.
 */
import {
  defineDemo,
  gevent,
  print,
  Queue,
  Thread,
} from 'concurrency-demos';
import { reachableOrLocal } from './gevent-fetch/network.js';
import { servePages } from './gevent-fetch/pages.js';
import * as measured from './gevent-fetch/runs.js';

const notebook = [
  'https://www.python.org/',
  'https://www.yahoo.com/',
  'https://github.com/',
];

async function f(url: string, timeout: number): Promise<measured.Fetch> {
  const fetch = measured.begin();
  print(`GET: ${url}`);
  try {
    const resp = await gevent.get(url, { timeout });
    resp.raiseForStatus();
    print(`${resp.length} bytes received from ${url}.`);
    return fetch.over(true, resp.elapsed);
  } catch (error) {
    print((error as Error).message); // the other greenlets go on
    return fetch.over(false);
  }
}

async function fetchAll(
  urls: string[],
  timeout: number,
  patch: boolean,
): Promise<measured.Run> {
  if (patch) gevent.monkey.patchAll();
  const greenlets = urls.map((url) => gevent.spawn(f, url, timeout));
  await gevent.joinall(greenlets);
  return measured.run(
    patch,
    await Promise.all(greenlets.map((g) => g.get())),
  );
}

type How = Parameters<typeof fetchAll>;

// There is no way back from a patch; but a thread loads everything afresh.
export async function afresh(
  run: Queue<measured.Run>,
  ...how: How
): Promise<void> {
  run.put(await fetchAll(...how));
}

function onThread(name: string, ...how: How): measured.Run {
  const run = new Queue<measured.Run>();
  const t = new Thread({ target: afresh, args: [run, ...how], name });
  t.start();
  t.join();
  return run.getNowait();
}

const runs: measured.Run[] = [];

type Options = {
  patch: boolean;
  both: boolean;
  local: boolean;
  url: string[];
  timeout: number;
};

export async function main({
  patch,
  both,
  local,
  url,
  timeout,
}: Options): Promise<void> {
  const urls = local
    ? await servePages()
    : await reachableOrLocal(url, notebook);
  if (both) {
    runs.push(onThread('unpatched', urls, timeout, false));
    runs.push(onThread('patched', urls, timeout, true));
    print(measured.compared(runs));
  } else runs.push(await fetchAll(urls, timeout, patch));
  measured.checkAny(runs);
}

export default defineDemo({
  main,
  summary: {
    en: 'greenlets fetch pages side by side, or block one another',
    zh: '协程并发抓取网页；不打补丁则互相阻塞',
  },
  teaches: 'gevent.spawn',
  options: {
    patch: {
      type: 'boolean',
      default: true,
      description: {
        en: 'let a fetch give way instead of blocking the thread (monkey.patchAll)',
        zh: '让抓取在等待时让出线程，而不是阻塞它（monkey.patchAll）',
      },
    },
    both: {
      type: 'boolean',
      default: false,
      description: {
        en: 'run unpatched, then patched, and compare',
        zh: '先不打补丁、再打补丁各运行一次，并比较',
      },
    },
    local: {
      type: 'boolean',
      default: false,
      description: {
        en: 'fetch three slow pages from a server on this machine',
        zh: '从本机的服务器抓取三个慢页面',
      },
    },
    url: {
      type: 'strings',
      default: notebook,
      description: { en: 'a page to fetch', zh: '要抓取的网页' },
    },
    timeout: {
      type: 'number',
      default: 10,
      min: 0.001,
      description: {
        en: 'seconds after which a fetch fails',
        zh: '抓取超时的秒数',
      },
    },
  },
  ideal: { measured: () => measured.ideal(runs) },
});
