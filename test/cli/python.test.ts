/** The Python programs beside the demos do what the demos do: each is run, and its lines compared. */
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin } from '../bin.js';

const execute = promisify(execFile);

/** A Python that has the packages, if there is one. */
function pythonWith(...packages: string[]): string | undefined {
  return ['python3', '/usr/bin/python3'].find(
    (python) =>
      spawnSync(python, ['-c', packages.map((one) => `import ${one}`).join('\n')]).status === 0,
  );
}

/**
 * Runs the program with its sleeps ten times shorter, and each line written in one go: Python's own
 * print writes a line in pieces, which those of another thread can come between.
 */
async function linesOfPython(python: string, name: string, ...words: string[]): Promise<string[]> {
  const file = new URL(`../../demos/python/${name.replaceAll('-', '_')}_demo.py`, import.meta.url);
  const hurry = [
    'import builtins, runpy, sys, time',
    'sleep = time.sleep',
    'time.sleep = lambda seconds: sleep(seconds / 10)',
    'def whole(*values, flush=False):',
    "    sys.stdout.write(' '.join(map(str, values)) + '\\n')",
    '    sys.stdout.flush()',
    'builtins.print = whole',
    'sys.argv = sys.argv[1:]',
    "runpy.run_path(sys.argv[0], run_name='__main__')",
  ].join('\n');
  const { stdout } = await execute(python, ['-c', hurry, fileURLToPath(file), ...words]);
  return stdout.split('\n');
}

async function linesOfOurs(name: string, ...words: string[]): Promise<string[]> {
  const { stdout } = await bin(['run', name, '--plain', '--speed', '10', ...words]);
  return stdout.split('\n');
}

/** Lines without what differs from run to run, in any order. */
function facts(lines: string[]): string[] {
  return lines
    .map((line) =>
      line
        .replace(/\d+\.\d+(e-\d+)?/, 'N')
        .replace(/started \d+/, 'started ID')
        .trimEnd(),
    )
    .filter((line) => line !== '')
    .sort();
}

const python = pythonWith('threading');

describe.skipIf(python === undefined)('Python says the same lines as the demo', () => {
  test.each([
    ['threads'],
    ['subclass'],
    ['timing'],
    ['timing', '--no-join'],
    ['active-count'],
    ['pool'],
  ])('%s %s', async (name, ...words) => {
    const [ours, theirs] = [
      await linesOfOurs(name, ...words),
      await linesOfPython(python!, name, ...words),
    ];
    expect(facts(theirs)).toEqual(facts(ours));
  });

  test('traffic-light, but for how often the car drives on, which is a race', async () => {
    const counted = (lines: string[]): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const line of facts(lines))
        if (!line.endsWith('drives on...')) counts[line] = (counts[line] ?? 0) + 1;
      return counts;
    };
    const [ours, theirs] = [
      await linesOfOurs('traffic-light'),
      await linesOfPython(python!, 'traffic-light'),
    ];
    expect(counted(theirs)).toEqual(counted(ours));
  });

  test('process-vs-thread: its eight claims', async () => {
    const claims = (lines: string[]): string[] => lines.filter((line) => /^\d\./.test(line));
    const [ours, theirs] = [
      await linesOfOurs('process-vs-thread'),
      await linesOfPython(python!, 'process-vs-thread'),
    ];
    expect(claims(theirs)).toHaveLength(8);
    expect(claims(theirs)).toEqual(claims(ours));
  });
});

const withGreenlet = pythonWith('greenlet');

test.skipIf(withGreenlet === undefined)('greenlet, in the same order', async () => {
  const [ours, theirs] = [
    await linesOfOurs('greenlet'),
    await linesOfPython(withGreenlet!, 'greenlet'),
  ];
  expect(theirs.filter(Boolean)).toEqual(ours.filter(Boolean));
});

const withGevent = pythonWith('gevent');

describe.skipIf(withGevent === undefined)('gevent-fetch says the same lines', () => {
  let server: Server;
  let urls: string[];
  beforeAll(async () => {
    // The last page that is asked for comes first.
    server = createServer(({ url }, response) => {
      const number = Number(url!.slice(1));
      setTimeout(() => response.end('€'.repeat(number * 1000)), 900 - 200 * number);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    urls = [1, 2, 3].map((number) => `http://127.0.0.1:${port}/${number}`);
  });
  afterAll(() => server.close());

  test.each([[[]], [['--no-patch']]])('in the same order, with %j', async (flags) => {
    const asked = urls.flatMap((url) => ['--url', url]);
    const ours = await linesOfOurs('gevent-fetch', ...flags, ...asked);
    const theirs = await linesOfPython(withGevent!, 'gevent-fetch', ...flags, ...urls);
    expect(theirs.filter(Boolean)).toEqual(ours.filter(Boolean));
    expect(ours).toContain(`3000 bytes received from ${urls[2]}.`);
    expect(ours.findIndex((line) => line.includes('received'))).toBe(flags.length > 0 ? 1 : 3);
  });
});
