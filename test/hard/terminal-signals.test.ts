import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixture } from './program.js';
import { inShell, inTerminal, keys } from './terminal.js';

const endless = fixture('endless.mjs', 'cli');

let folder: string;
let recording: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terminals-'));
  recording = join(folder, 'run.jsonl');
  const lane = 'main';
  const events = [
    { type: 'run-start', t: 0, version: 1, demo: 'x', options: {}, speed: 1, node: '20', cpus: 2 },
    { type: 'lane-start', t: 0, lane, kind: 'main', pid: 1, tid: 1 },
    ...Array.from({ length: 60 }, (_, i) => ({
      type: 'print',
      t: i / 20,
      lane,
      text: `round ${i}`,
    })),
  ];
  const lines = events.map((event) => JSON.stringify({ started: 'now', ...event }));
  await writeFile(recording, lines.join('\n'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a run', () => {
  test('a second Ctrl-C gives the cursor back', async () => {
    const session = inTerminal(['run', fixture('family.mjs')]);
    await session.shows(/stubborn {2}▇ computing/);
    session.type(keys.ctrlC);
    await new Promise((resolve) => setTimeout(resolve, 50));
    session.type(keys.ctrlC);
    expect(await session.ended()).toBe(130);
    expect(session.cursorShown).toBe(true);
    // On a busy machine all may be over in order before.
    expect(session.screen.seen().join('\n')).not.toMatch(/elapsed|▇ computing +\d/);
  });

  test('an error of the conductor is told in a sentence below the lines', async () => {
    const session = inTerminal(['run', endless], {
      env: { NODE_OPTIONS: `--require=${fixture('broken-conductor.cjs')}` },
    });
    await session.shows(/round 5/);
    process.kill(session.child.pid, 'SIGUSR2');
    expect(await session.ended()).toBe(1);
    expect(session.written).toContain('\u001b[?25h');
    const lines = session.screen.seen();
    expect(lines.at(-2)).toBe('error: broken on purpose');
    expect(lines.at(-3)).toMatch(/round \d+$/);
  });

  test('Ctrl-Z stops a run and gives the terminal back, fg goes on with it', async () => {
    const session = inShell({ rows: 30 });
    await session.shows(/^ready>/);
    session.type(`demos run ${endless}\r`);
    await session.shows(/elapsed/);
    for (const round of [1, 2]) {
      session.type(keys.ctrlZ);
      await session.seen((lines) => lines.filter((line) => /Stopped/.test(line)).length === round);
      expect(session.cursorShown).toBe(true);
      expect(session.screen.seen().join('\n')).not.toMatch(/elapsed/);
      session.type('fg\r');
      await session.seen((lines) => /main .*(sleeping|computing)/.test(lines.at(-1) ?? ''));
      expect(session.cursorShown).toBe(false);
    }
    session.type(keys.ctrlC);
    await session.shows(/interrupted/);
    session.type('echo status $?\r');
    await session.shows(/^status 130$/);
    expect(session.cursorShown).toBe(true);
    const rounds = session.screen
      .everything()
      .flatMap((line) => /round (\d+)/.exec(line)?.[1] ?? []);
    expect(rounds).toEqual(rounds.map((_, i) => String(i)));
    session.type('exit\r');
    await session.ended();
  });

  test('Ctrl-C while a demo is loaded takes the spinner away', async () => {
    const session = inTerminal(['run', fixture('endless-import.mjs')]);
    await session.shows(/loading endless-import/);
    session.type(keys.ctrlC);
    expect(await session.ended()).toBe(130);
    expect(session.cursorShown).toBe(true);
    expect(session.screen.seen()).toEqual([]);
  });
});

describe('a replay', () => {
  test('ends in order on Ctrl-C', async () => {
    const session = inTerminal(['replay', recording, '--speed', '0.25']);
    await session.shows(/round 2/);
    session.type(keys.ctrlC);
    expect(await session.ended()).toBe(130);
    expect(session.cursorShown).toBe(true);
    expect(session.screen.seen().join('\n')).not.toMatch(/elapsed/);
  });

  test('step by step gives back keys, lines and cursor: on Ctrl-C, and while it is stopped', async () => {
    const session = inShell({ rows: 30 });
    await session.shows(/^ready>/);
    const echoes = async (expected: string): Promise<void> => {
      session.type('stty -a | tr " " "\\n" | grep -x -- "-*echo" | sed s/^/keys:/\r');
      await session.shows(new RegExp(`^keys:${expected}$`));
    };
    session.type(`demos replay ${recording} --step\r`);
    await session.shows(/q quit/);
    expect(session.cursorShown).toBe(false);
    session.type(keys.ctrlZ);
    await session.shows(/Stopped/);
    await echoes('echo');
    expect(session.cursorShown).toBe(true);
    session.type('clear; fg\r');
    await session.shows(/q quit/);
    session.type('n');
    await session.shows(/ 1\/\d+ /);
    session.type(keys.ctrlC);
    await session.seen((lines) => lines.at(-1)?.startsWith('ready>') === true);
    session.type('echo status $?; clear; echo again $?\r');
    await session.shows(/again/);
    expect(session.written).toContain('status 130');
    await echoes('echo');
    expect(session.cursorShown).toBe(true);
    session.type('exit\r');
    await session.ended();
  });
});
