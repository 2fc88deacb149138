import { describe, expect, test } from 'vitest';
import { fixture, Program, program } from './program.js';

const crowd = fixture('crowd.mjs');

/** A machine that has less than this one. */
function smaller(machine: { MACHINE_BYTES?: string; MACHINE_THREADS?: string }) {
  return { env: { NODE_OPTIONS: `--require=${fixture('small-machine.cjs')}`, ...machine } };
}

describe('far too many are refused in one sentence that says how many the machine bears', () => {
  test.each([
    ['threads', 27, /^error: on main: NoRoomError: .*Thread-27.* bears about 26 threads of one/],
    ['processes', 7, /^error: on main: NoRoomError: .*Process-7.* bears about 6 processes of one/],
    ['threadpool', 27, /^error: on main: NoRoomError: .*27 workers.* about 26 threads of one/],
    ['pool', 7, /^error: on main: NoRoomError: .*7 workers.* about 6 processes of one/],
  ])('%s', async (of, count, sentence) => {
    const words = ['run', crowd, '--plain', '--of', of, '--count'];
    const machine = smaller({ MACHINE_BYTES: '400000000' });
    const refused = await program([...words, String(count)], machine);
    expect(refused.stderr).toMatch(sentence);
    expect(refused.stderr.trim().split('\n')).toHaveLength(1);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    const done = await program([...words, String(count - 1)], machine);
    expect([done.code, done.stdout, done.stderr]).toEqual([0, `joined ${count - 1}\n`, '']);
  });

  test.each(['pool', 'threadpool'])('before anything is started: %s', async (of) => {
    const { code, stderr, seconds } = await program([
      'run',
      crowd,
      '--plain',
      '--of',
      of,
      '--count',
      '1000000',
    ]);
    expect(stderr).toMatch(/^error: on main: NoRoomError: [^\n]* bears about \d+ [^\n]*\n$/);
    expect(code).toBe(1);
    expect(seconds).toBeLessThan(5);
  });
});

test('a hundred threads are alive at once, and all are joined', async () => {
  const { code, stdout, stderr } = await program(['run', crowd, '--plain']);
  expect([code, stdout, stderr]).toEqual([0, 'joined 100\n', '']);
});

test('a thread that the system refuses is told, and releases who joins it', async () => {
  const running = new Program(
    ['run', crowd, '--plain', '--count', '20'],
    smaller({ MACHINE_THREADS: '12' }),
  );
  const { code, stdout, stderr } = await running.ended;
  const told = stderr.trim().split('\n');
  expect(told.length).toBeGreaterThanOrEqual(8);
  for (const line of told)
    expect(line).toMatch(
      /^error: on main: StartError: Thread-\d+ \(wait\) could not be started: the system refused it \(EAGAIN\)$/,
    );
  expect([code, stdout]).toEqual([1, 'joined 20\n']);
  await running.gone(1);
});
