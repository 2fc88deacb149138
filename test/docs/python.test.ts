import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { publicNames, root } from './public-api.js';

const text = readFileSync(`${root}docs/python.md`, 'utf8');
const names = publicNames();
const exported = names.filter(({ kind }) => kind !== 'method' && kind !== 'property');

test("every public name stands in the table of Python's names and ours", () => {
  const spoken = new Set(text.match(/[A-Za-z]+(\.[A-Za-z]+)*/g));
  const missing = exported
    .map(({ name }) => name)
    // The namespace's bare twins are told of once, above their table.
    .filter((name) => !spoken.has(name) && !spoken.has(name.replace(/^multiprocessing\./, '')));
  expect(missing).toEqual([]);
});

test('the table names nothing of ours that is not there', () => {
  const known = new Set(names.map(({ name }) => name));
  const ours = Array.from(text.matchAll(/^\|[^|]*\|([^|]*)\|/gm), ([, cell]) => cell!).join(' ');
  const said =
    ours.match(/\b(gevent|multiprocessing)\.\w+(\.\w+)?|\b[A-Z]\w+(Error|Exit)\b/g) ?? [];
  expect(said.filter((name) => !known.has(name))).toEqual([]);
});
