import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/registry.js';
import { pairLines, pairPrograms } from '../../src/cli/pairing.js';
import { bin, fixture } from '../bin.js';

describe('show', () => {
  test.each(catalogue().map(({ name }) => name))(
    'fits %s into 80 and 140 columns',
    async (name) => {
      for (const lang of ['en', 'zh'])
        for (const columns of [80, 140]) {
          const { stdout, stderr, exitCode } = await bin(
            ['show', name, '--python', '--lang', lang],
            {
              env: { COLUMNS: String(columns) },
            },
          );
          expect([stderr, exitCode]).toEqual(['', 0]);
          for (const line of stdout.split('\n'))
            expect(stringWidth(line)).toBeLessThanOrEqual(columns);
        }
    },
  );

  test('numbers the lines, marks those to notice and says what there is to see', async () => {
    const { stdout } = await bin(['show', 'threads']);
    expect(stdout).toMatch(/^ ▸ +\d+ +t1\.start\(\);$/m);
    expect(stdout).toMatch(/What to notice\n[^]*How Node differs[^]*What to try next[^]*Guess/);
    expect(stdout).toContain('concurrency-demos run subclass');
  });

  test('speaks Chinese', async () => {
    const { stdout } = await bin(['show', 'threads', '--lang', 'zh']);
    expect(stdout).toMatch(/看点\n[^]*Node 与 Python 的不同[^]*接着试试[^]*先猜一猜/);
  });

  test('puts matching lines of Python opposite, where there is room', async () => {
    const { stdout } = await bin(['show', 'threads', '--python'], { env: { COLUMNS: '160' } });
    expect(stdout).toMatch(/t1\.start\(\); +\d+ {2}t1\.start\(\)$/m);
    expect(stdout).toMatch(/sleep\(1\); +\d+ +time\.sleep\(1\)$/m);
    const narrow = await bin(['show', 'threads', '--python']);
    expect(narrow.stdout).toMatch(/^ +\d+ {2}t1\.start\(\)$/m);
  });

  test('colours the source where colours are wanted, and cuts long lines without breaking them', async () => {
    const { stdout } = await bin(['show', 'traffic-light', '--color'], { env: { COLUMNS: '40' } });
    expect(stdout).toContain('\u001b[');
    for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(40);
    const plain = await bin(['show', 'traffic-light'], { env: { COLUMNS: '40' } });
    expect(stripVTControlCharacters(stdout).replace(/ +$/gm, '')).toBe(plain.stdout);
  });

  test("shows a user's own file too, as far as there is anything to tell", async () => {
    const { stdout, exitCode } = await bin(['show', fixture('cli/greet')]);
    expect(stdout).toContain('print(JSON.stringify(values));');
    expect(exitCode).toBe(0);
    const python = await bin(['show', fixture('cli/greet'), '--python']);
    expect(python.stderr).toBe(
      "error: there is no Python program beside 'greet'. Leave out --python.",
    );
    expect(python.exitCode).toBe(2);
  });

  test('keeps to ASCII if asked', async () => {
    const { stdout } = await bin(['show', 'threads', '--ascii', '--lang', 'zh', '--python']);
    expect(stdout).toMatch(/^[\n\u0020-\u007e]*$/);
  });

  test.each([
    [['show'], "missing required argument 'demo'"],
    [['show', 'thread'], "Did you mean 'threads'?"],
    [['show', 'threads', 'timing'], 'too many arguments'],
  ])('%j is wrong use', async (words, sentence) => {
    const { stderr, exitCode } = await bin(words);
    expect(stderr).toContain(sentence);
    expect(exitCode).toBe(2);
  });
});

test('lines are paired by the words that they share, and keep their order', () => {
  const ours = ['while (!over.isSet()) {', '  event.wait();', '}', 'print(x);'];
  const python = ['import time', 'while not over.is_set():', '    event.wait()', '', 'print(x)'];
  const pairs = pairLines(ours, python);
  expect(pairs).toContainEqual([0, 1]);
  expect(pairs).toContainEqual([1, 2]);
  expect(pairs).toContainEqual([3, 4]);
  expect(pairs.flatMap(([left]) => left ?? [])).toEqual([0, 1, 2, 3]);
  expect(pairs.flatMap(([, right]) => right ?? [])).toEqual([0, 1, 2, 3, 4]);
});

test('remarks and what a demo says of itself pair with nothing', () => {
  const ours = [
    'event.wait(); // a worker takes a while to start',
    'run(car);',
    'export default {',
    '  run: car,',
  ];
  expect(pairPrograms(ours, ['event.wait()', 'for x in y:', 'run(car)'])).toEqual([
    [0, 0],
    [undefined, 1],
    [1, 2],
    [2, undefined],
    [3, undefined],
  ]);
});
