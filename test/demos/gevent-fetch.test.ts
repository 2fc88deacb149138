import { describe, expect, it } from 'vitest';
import { reachableOrLocal } from '../../dist/demos/gevent-fetch/network.js';
import { bin, linesOf, only, runJson } from '../bin.js';
import { serve, serveRaw } from '../servers.js';

/** The lines without the port, which is another each time. */
const portless = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/http:\/\/127\.0\.0\.1:\d+/, 'HOST'));

const gets = ['python', 'yahoo', 'github'].map((page) => `GET: HOST/${page}`);
const answers = [
  '20000 bytes received from HOST/python.',
  '10000 bytes received from HOST/yahoo.',
  '100000 bytes received from HOST/github.',
];

describe('gevent-fetch', () => {
  it('fetches side by side when it is patched: the longest fetch decides', async () => {
    const { events, end } = await runJson(['gevent-fetch', '--local', '--speed', '2']);
    expect(portless(linesOf(events))).toEqual([...gets, ...answers]);
    expect(end).toMatchObject({ status: 'ok', threads: 0, processes: 0 });
    expect(end.ideal).toBeGreaterThanOrEqual(0.4);
    expect(end.ideal).toBeLessThan(0.8); // the sum
    expect(end.elapsed).toBeGreaterThanOrEqual(end.ideal!);
    expect(end.elapsed).toBeLessThan(end.ideal! + 0.5);
    const lanes = only(events, 'lane-start').filter(({ kind }) => kind === 'greenlet');
    expect(lanes.map(({ lane, parent }) => [lane, parent])).toEqual([
      ['f', 'main'],
      ['f#2', 'main'],
      ['f#3', 'main'],
    ]);
  });

  it('blocks when it is not: one after the other, and nothing else runs meanwhile', async () => {
    const { events, end } = await runJson([
      'gevent-fetch',
      '--local',
      '--no-patch',
      '--speed',
      '4',
    ]);
    expect(portless(linesOf(events))).toEqual(gets.flatMap((get, i) => [get, answers[i]]));
    expect(end.ideal).toBeGreaterThanOrEqual(0.4);
    expect(end.elapsed).toBeGreaterThanOrEqual(end.ideal!);
    // Each fetch is a wait of its own lane, and no event of another lane falls into it.
    const waits = events.filter(({ type }) => type === 'wait' || type === 'wake');
    const fetches = waits.filter((event) => 'on' in event && event.on === 'fetch');
    expect(fetches.map((event) => `${event.type} ${'lane' in event && event.lane}`)).toEqual(
      ['f', 'f#2', 'f#3'].flatMap((lane) => [`wait ${lane}`, `wake ${lane}`]),
    );
    for (const [i, { t }] of fetches.entries())
      if (i % 2 === 0) expect(events.filter((e) => e.t > t && e.t < fetches[i + 1]!.t)).toEqual([]);
  });

  it('compares the two with --both, each freshly loaded on a thread of its own', async () => {
    const { events, end } = await runJson(['gevent-fetch', '--local', '--both', '--speed', '2']);
    const lines = portless(linesOf(events));
    expect(lines.slice(0, 6)).toEqual(gets.flatMap((get, i) => [get, answers[i]]));
    expect(lines.slice(6, 12)).toEqual([...gets, ...answers]);
    const [, times] = /^unpatched \S+ s, patched \S+ s: (\S+) times as fast$/.exec(lines[12]!)!;
    expect(Number(times)).toBeGreaterThan(1.2);
    expect(end.threads).toBe(2);
    expect(end.ideal).toBeGreaterThanOrEqual(1.2);
    expect(end.elapsed).toBeGreaterThanOrEqual(end.ideal!);
  });

  it('says a failure in one line on the lane of its greenlet; the others go on', async () => {
    const url = await serve(({ url: path }, response) => {
      if (path === '/there') response.end('12345');
      else response.writeHead(404).end();
    });
    const silent = await serveRaw(() => {});
    const urls = [`${url}there`, `${url}gone`, silent, 'http://no-such-host.invalid/', 'ftp://x/'];
    const args = urls.flatMap((each) => ['--url', each]);
    const { events, exitCode } = await runJson(['gevent-fetch', ...args, '--timeout', '0.3']);
    const after = (lane: string) => linesOf(events, lane).slice(1);
    expect(after('f')).toEqual([`5 bytes received from ${url}there.`]);
    expect(after('f#2')).toEqual([
      `${url}gone: answered 404 Not Found instead of the page; check the address.`,
    ]);
    expect(after('f#3')).toEqual([
      `${silent}: timed out, no whole answer within 0.3 s; try again, or allow more time.`,
    ]);
    expect(after('f#4')[0]).toContain('unknown host no-such-host.invalid');
    expect(after('f#5')[0]).toContain('expected an address that begins with http:// or https://');
    expect(exitCode).toBe(0);
  });

  it('fails when every address failed', async () => {
    const { exitCode, stdout, stderr } = await bin([
      ...['run', 'gevent-fetch', '--plain', '--no-patch', '--url', 'http://no-such-host.invalid/'],
    ]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe(
      'GET: http://no-such-host.invalid/\n' +
        'http://no-such-host.invalid/: unknown host no-such-host.invalid; check its spelling and your network.',
    );
    expect(stderr).toMatch(/^error: .*no page could be fetched; try --local/);
    expect(stderr).not.toContain('    at ');
  });

  it('ends at once on Ctrl-C while an unpatched fetch blocks its thread', async () => {
    let asked!: () => void;
    const waiting = new Promise<void>((resolve) => (asked = resolve));
    const silent = await serveRaw(() => asked());
    const running = bin(['run', 'gevent-fetch', '--no-patch', '--url', silent, '--json']);
    await waiting;
    const before = performance.now();
    running.kill('SIGINT');
    const { exitCode, stdout } = await running;
    expect(performance.now() - before).toBeLessThan(1000);
    expect(exitCode).toBe(130);
    expect(stdout).toContain('"status":"interrupted"');
  });
});

describe('the network that gevent-fetch looks for', () => {
  it('is there when one host answers', async () => {
    const urls = ['http://no-such-host.invalid/', await serve(() => {})];
    expect(await reachableOrLocal(urls, urls)).toBe(urls);
  });

  it('is replaced by pages of this machine when none does, unless the user named the addresses', async () => {
    const urls = ['http://no-such-host.invalid/', 'http://127.0.0.1:1/'];
    expect(await reachableOrLocal(urls, ['other'])).toBe(urls);
    const began = performance.now();
    const pages = await reachableOrLocal(urls, urls);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(portless(pages)).toEqual(['HOST/python', 'HOST/yahoo', 'HOST/github']);
    const answer = await fetch(pages[1]!);
    expect(await answer.text()).toHaveLength(10_000);
    expect((await fetch(`${pages[0]!}x`)).status).toBe(404);
  });
});
