import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compiled, type Example, examples } from './examples.js';
import { root } from './public-api.js';

const all = examples();
const { wrong, whole } = compiled(all);

test('every example and every block of code in the documents compiles', () => {
  expect(all.length).toBeGreaterThan(40);
  expect(wrong).toEqual([]);
});

// Within the package, where its own name leads to it.
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(root, 'dist', 'examples-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A module can be run if it has a `main`, and no network is needed. */
const programs = whole.filter(
  ({ source }) => /^export (async )?function main\b/m.test(source) && !/https?:/.test(source),
);

test('whole programs are among the examples', () => {
  expect(programs.length).toBeGreaterThan(10);
});

test.concurrent.each(programs)('runs and prints what it says: $place', async ({ file, source }) => {
  const { stdout, stderr, exitCode } = await runExample({ file, source });
  expect([stderr, exitCode]).toEqual(['', 0]);
  for (const { groups } of source.matchAll(/\bprint\(.*\); \/\/ (?<said>[^\n]+)/g))
    expect(stdout.split('\n')).toContain(groups!['said']);
});

async function runExample({ file, source }: Pick<Example, 'file' | 'source'>) {
  const isDemo = source.includes('export default defineDemo');
  const runs = isDemo || /\brunMain\(/.test(source) ? source : started(source);
  const { outputText } = ts.transpileModule(runs, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const path = join(folder, file.replace(/^.*\/(.*)\.\w+$/, '$1.mjs'));
  writeFileSync(path, outputText);
  const words = isDemo ? ['bin/concurrency-demos.cjs', 'run', path, '--plain'] : [path];
  return execa(process.execPath, words, { cwd: root, reject: false, timeout: 20_000 });
}

/** Under the command line a demo's `main` has a lane of its own; a script gives it one. */
function started(source: string): string {
  return `import { runMain as startMain } from 'concurrency-demos';\n${source}\nawait startMain(main);\n`;
}
