import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './public-api.js';

type Packages = Record<string, string>;
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  dependencies: Packages;
  devDependencies: Packages;
};

/** The rows of the tables in a section of the document: a package each, then what is said of it. */
function tables(): { name: string; reasons: string[] }[][] {
  const document = readFileSync(`${root}CONTRIBUTING.md`, 'utf8');
  const section = /^## Dependencies$([^]*?)^## /m.exec(document)![1]!;
  return [...section.matchAll(/(?:^\|.*\n)+/gm)].map(([table]) =>
    [...table.matchAll(/^\| `(.*?)` *\|(.*)\|$/gm)].map(([, name, cells]) => ({
      name: name!,
      reasons: cells!.split('|').map((cell) => cell.trim()),
    })),
  );
}

const [ofAll, ofDevelopers] = tables();

test.each([
  ['everybody gets', ofAll!, manifest.dependencies],
  ['developers need', ofDevelopers!, manifest.devDependencies],
])('CONTRIBUTING.md says of every package that %s why it is there', (_, rows, packages) => {
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(packages).toSorted());
  for (const { name, reasons } of rows) expect(reasons, name).not.toContain('');
});

test('what everybody gets is imported somewhere', () => {
  const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${root}src/${file}`, 'utf8'))
    .join('\n');
  const unused = Object.keys(manifest.dependencies).filter(
    (name) => !new RegExp(`(from|import\\() ?'${name}['/]`).test(sources),
  );
  expect(unused).toEqual([]);
});
