import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Foreground } from '../../src/cli/foreground.js';
import { entries } from '../../src/cli/entries.js';
import { explain, statusOf } from '../../src/cli/errors.js';
import { arranged, commandLine } from '../../src/cli/program.js';
import { catalogue } from '../../src/registry.js';
import { eventsOf } from '../bin.js';
import { fixture, program } from './program.js';
import { inTerminal } from './terminal.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'input-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A file of a user's, run. */
async function ran(name: string, text: string, ...words: string[]) {
  const path = join(folder, name);
  await writeFile(path, text);
  const { code, stdout, stderr } = await program(['run', path, ...words]);
  return { code, stdout, stderr: stderr.replaceAll(folder, '') };
}

const demo = (main: string, facts = ''): string =>
  `import { defineDemo, print } from 'concurrency-demos';
   ${main}
   export default defineDemo({ main, summary: { en: 'a', zh: 'a' }, teaches: 'x', ideal: 0, ${facts} });`;
const nothing = 'export function main() {}';

describe('a file that is no demo is refused with one sentence:', () => {
  test.each([
    ['throws.mjs', "throw new Error('not today')", 'not today'],
    ['text.mjs', "throw 'a text\\u001b[31m'", 'a text'],
    ['null.mjs', 'throw null', 'null'],
    ['bare.mjs', 'throw Object.create(null)', '[Object: null prototype] {}'],
    ['syntax.mjs', 'export default {{{', "Unexpected token '{'; `node --check` shows where"],
    ['missing.mjs', "import './nowhere.mjs'", "Cannot find module '/nowhere.mjs' imported from"],
    ['package.mjs', "import 'no-such-package'", "Cannot find package 'no-such-package'"],
    ['exits.mjs', 'process.exit(3)', 'it ended its own thread (exit 3)'],
    ['empty.mjs', '', 'a function main, got no default export.'],
    ['string.mjs', "export default 'hello'", "a function main, got 'hello'."],
    ['main.mjs', 'export default { main: 5 }', 'a function main, got 5.'],
    ['summary.mjs', 'export default { main() {} }', "its summary to be { en: '...', zh: '...' }"],
    ['options.mjs', demo(nothing, 'options: 1'), 'Expected its options to be an object, got 1.'],
    ['name.mjs', demo(nothing, "options: { 'a b': {} }"), "to be one in camelCase, got 'a b'."],
    ['type.mjs', demo(nothing, "options: { a: { type: 'x' } }"), "type of its option 'a' to be"],
    ['ideal.mjs', demo(nothing, "ideal: 'soon'"), 'Expected its ideal to be seconds'],
    ['text.txt', 'hello', 'is no module. Expected a file that ends in .mjs or .js.'],
  ])('%s', async (name, text, sentence) => {
    const { code, stdout, stderr } = await ran(name, text, '--plain');
    expect(stderr).toMatch(/^error: [^\n]*\n$/);
    expect(stderr).toContain(sentence);
    expect([code, stdout]).toEqual([2, '']);
  });
});

describe('a demo that ends badly says so in one line:', () => {
  test.each([
    [
      'rejection',
      "Promise.reject(new Error('later')); return new Promise(() => {})",
      'Error: later',
    ],
    ['symbol', "throw Symbol('s')", 'Error: Symbol(s)'],
    ['object', 'throw Object.create(null)', 'Error: [Object: null prototype] {}'],
    ['function', "throw Object.assign(new Error('held'), { f() {} })", 'Error: held'],
    ['recursion', 'main()', 'RangeError: Maximum call stack size exceeded'],
    ['escape', "throw new Error('\\u001b[2Jgone\\u202e')", 'Error: gone'],
  ])('%s', async (name, body, line) => {
    const text = demo(`export function main() { ${body} }`);
    const { code, stderr } = await ran(`${name}.mjs`, text, '--plain');
    expect([code, stderr]).toEqual([1, `error: on main: ${line}\n`]);
  });

  test('process.exit ends its lane, and the run', async () => {
    const text = demo("export function main() { print('x'); process.exit(5); }");
    expect(await ran('exit.mjs', text, '--plain')).toEqual({ code: 1, stdout: 'x\n', stderr: '' });
  });
});

describe('names and texts that a terminal must not obey', () => {
  const hostile = fixture('hostile.mjs');
  const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

  test.each([['--plain'], ['--no-timeline'], ['--repeat', '2']])('%s', async (...words) => {
    const { code, stdout, stderr } = await program(['run', hostile, ...words]);
    expect(stdout).not.toMatch(STEERING);
    expect(stderr).not.toMatch(STEERING);
    expect(code).toBe(1);
  });

  test('10 MB on a line are one event', async () => {
    const { stdout } = await program(['run', hostile, '--letters', '5e6', '--json']);
    const longest = Math.max(
      ...eventsOf(stdout).map((event) => (event.type === 'print' ? event.text.length : 0)),
    );
    expect(longest).toBeGreaterThan(5_000_000);
    expect(stdout).not.toMatch(STEERING);
  });

  test('in help, errors and the spinner', async () => {
    const { stdout } = await program(['run', hostile, '--help']);
    expect(stdout).toContain('--evil');
    expect(stdout).not.toMatch(STEERING);
    const { stderr } = await program(['replay', '\u001b[2J\u202ex']);
    expect(stderr).toMatch(/^error: there is no file 'x'/);
    const path = join(folder, 'evil\u001b[5n.mjs');
    await writeFile(path, demo('await new Promise((r) => setTimeout(r, 700)); ' + nothing));
    const session = inTerminal(['run', path]);
    expect(await session.ended()).toBe(0);
    expect(session.written).not.toContain('\u001b[5n');
  });
});

describe('whatever words are typed', () => {
  const names = catalogue().map(({ name }) => name);
  const flags = [
    ...['--speed', '--repeat', '--lang', '--record', '--svg', '--plain', '--json', '--no-live'],
    ...['--help', '-h', '--version', '--verbose', '--ascii', '--color', '--no-color', '--step'],
    ...[
      '--cycles',
      '--car',
      '--workload',
      '--models',
      '--runs',
      '--python',
      '--',
      '-',
      '-x',
      '---',
    ],
  ];
  const word = fc.oneof(
    fc.constantFrom(...Object.keys(entries), 'help', ...names, 'all', 'rum', './nowhere.mjs'),
    fc.constantFrom(...flags),
    fc.tuple(fc.constantFrom(...flags), fc.string()).map(([flag, value]) => `${flag}=${value}`),
    fc.constantFrom('0', '-1', '1e999', 'NaN', '', ' ', '__proto__', 'en', '2'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );

  test('it ends with help, with the command, or with a sentence and status 2', async () => {
    // What the commands do is left out: this is about what was typed.
    for (const entry of Object.values(entries)) entry.load = () => () => 0;
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (words) => {
        const host = Object.create(process, {
          exitCode: { value: 0, writable: true },
          stdout: { value: { write: () => true, columns: 80 } },
          stderr: { value: { write: () => true } },
          on: { value: () => host },
        }) as NodeJS.Process;
        const line = commandLine(host, new AbortController().signal, new Foreground(host));
        line.configureOutput({ writeOut: () => {} });
        for (const command of line.commands) command.configureOutput({ writeOut: () => {} });
        try {
          await line.parseAsync(arranged(words), { from: 'user' });
          expect(host.exitCode).toBe(0);
        } catch (error) {
          const told = explain(error, false);
          const status = statusOf(error);
          if (status === 0) expect(told).toBe('');
          else {
            expect([status, told]).toEqual([2, expect.stringMatching(/^error: .+/)]);
            expect(told).not.toMatch(/not foreseen|undefined|\[object|\u001b/);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
