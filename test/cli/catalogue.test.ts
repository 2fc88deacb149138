import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../src/registry.js';
import { bin } from '../bin.js';

const demos = new URL('../../demos/', import.meta.url);

async function entries(): Promise<CatalogueEntry[]> {
  const { stdout } = await bin(['list', '--json']);
  return JSON.parse(stdout) as CatalogueEntry[];
}

describe('the catalogue', () => {
  test('holds every file of demos/, and none is unreachable', async () => {
    const files = readdirSync(demos, { withFileTypes: true }).filter((file) => file.isFile());
    const names = files.map(({ name }) => name.replace(/\.ts$/, ''));
    expect((await entries()).map(({ name }) => name).sort()).toEqual(names.sort());
  });

  test('what a demo needs beside itself is imported by a demo', () => {
    const sources = readdirSync(demos)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(new URL(name, demos), 'utf8'))
      .join();
    for (const folder of readdirSync(demos, { withFileTypes: true }))
      if (folder.isDirectory() && folder.name !== 'python')
        expect(sources).toContain(`'./${folder.name}/`);
  });

  test('every demo opens with a comment that says what it shows', async () => {
    for (const { name } of await entries())
      expect(readFileSync(new URL(`${name}.ts`, demos), 'utf8')).toMatch(/^\/\*\*/);
  });

  test('says of every demo what it shows in both languages, what it teaches, and its ideal', async () => {
    for (const { name, summary, teaches, ideal, idealNone, options } of await entries()) {
      expect(summary.en, name).toMatch(/^[\u0020-\u007e]{10,80}$/);
      expect(summary.zh, name).toMatch(/\p{Script=Han}/u);
      expect(teaches, name).toMatch(/\S/);
      expect(ideal === null || ideal >= 0, name).toBe(true);
      if (idealNone !== undefined) expect(idealNone.length, name).toBeGreaterThan(10);
      for (const [option, { description }] of Object.entries(options)) {
        expect(description.en, `${name} ${option}`).toMatch(/\S/);
        expect(description.zh, `${name} ${option}`).toMatch(/\p{Script=Han}/u);
      }
    }
  });
});
