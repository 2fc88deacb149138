/** What a demo takes above its ideal, as the command line measures it. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/concurrency-demos.cjs', import.meta.url));

/** Seconds above the ideal. */
export function excess(name, speed, ...words) {
  const json = execFileSync(
    process.execPath,
    [bin, 'run', name, '--speed', speed, '--json', ...words],
    { encoding: 'utf8', maxBuffer: 1e9 },
  );
  const { elapsed, ideal } = JSON.parse(json.trim().split('\n').at(-1));
  return elapsed - ideal;
}
