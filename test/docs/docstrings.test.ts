import { expect, test } from 'vitest';
import { publicNames } from './public-api.js';

/** What Python has no counterpart of: they belong to demos, and to Node's main thread. */
const ownWords = new Set(['defineDemo', 'options', 'runMain', 'speed', 'text']);

// A name that several classes inherit is looked at once.
const names = [...new Map(publicNames().map((name) => [name.place, name])).values()];

test('every public name and member is described', () => {
  const bare = names.filter(({ summary }) => summary === '').map(at);
  expect(bare).toEqual([]);
});

test('every parameter is described, and whatever a call gives', () => {
  const gaps = names.flatMap((name) => {
    const described = name.tags
      .filter((tag) => tag.name === 'param')
      .map(({ text }) => text.split(' ')[0]!);
    const missing = name.parameters.filter((parameter) => !described.includes(parameter));
    if (name.returns && !name.tags.some((tag) => tag.name === 'returns')) missing.push('@returns');
    return missing.map((what) => `${at(name)}: ${what}`);
  });
  expect(gaps).toEqual([]);
});

test('every function and class has an example, and names what it follows in Python', () => {
  const gaps = names
    .filter(({ kind }) => kind === 'function' || kind === 'class')
    .flatMap((name) =>
      ['example', 'see']
        .filter((tag) => !(tag === 'see' && ownWords.has(name.name)))
        .filter((tag) => !name.tags.some((given) => given.name === tag))
        .map((tag) => `${at(name)}: @${tag}`),
    );
  expect(gaps).toEqual([]);
});

test('every time in the public API says that it is in seconds', () => {
  const vague = names.flatMap((name) =>
    name.tags
      .filter((tag) => tag.name === 'param' && /^(seconds|timeout|\w*Seconds) /.test(tag.text))
      .filter(({ text }) => !/seconds|from 0 up|as in/.test(text.replace(/^\w+ /, '')))
      .map(({ text }) => `${at(name)}: ${text}`),
  );
  expect(vague).toEqual([]);
});

function at({ name, place }: { name: string; place: string }): string {
  return `${name} (${place})`;
}
