import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { notesOf } from '../../src/notes/index.js';
import { catalogue } from '../../src/registry.js';
import type { TraceEvent } from '../../src/trace/event.js';
import { bin } from '../bin.js';

const demos = catalogue();
const source = (file: string): string =>
  readFileSync(new URL(`../../demos/${file}`, import.meta.url), 'utf8');

describe.each(demos.map(({ name }) => name))('the notes of %s', (name) => {
  test('point at lines that are there, three or four of them', async () => {
    const { notice } = (await notesOf(name))!;
    const lines = source(`${name}.ts`).split('\n');
    const places = notice.map(({ line }) => lines.findIndex((text) => text.includes(line)));
    expect(places).not.toContain(-1);
    expect(new Set(places).size).toBe(notice.length);
    expect([3, 4]).toContain(notice.length);
  });

  test('say everything in both languages', async () => {
    const { notice, differs, tries, question } = (await notesOf(name))!;
    for (const { en, zh } of [...notice, ...differs, ...tries, question.ask, question.because]) {
      expect(en).toMatch(/^[\u0020-\u007e]+$/);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test('propose words that the command line understands', async () => {
    const { tries } = (await notesOf(name))!;
    for (const { words } of tries) {
      const { stderr, exitCode } = await bin([...words.split(' '), '--help']);
      expect([words, stderr, exitCode]).toEqual([words, '', 0]);
    }
  });

  test('ask a question that a run answers', async () => {
    const { question } = (await notesOf(name))!;
    const offline = name === 'gevent-fetch' ? ['--local'] : [];
    const { stdout } = await bin(['run', name, '--json', '--speed', '5', ...offline]);
    const events = stdout.split('\n').map((line) => JSON.parse(line) as TraceEvent);
    const answer = question.choices[question.answer(events)];
    expect(answer).toBeDefined();
    if (answers[name] !== undefined) expect(answer!.en).toBe(answers[name]);
  });

  test('have a Python program beside them', () => {
    const file = `python/${name.replaceAll('-', '_')}_demo.py`;
    expect(existsSync(new URL(`../../demos/${file}`, import.meta.url))).toBe(true);
  });
});

/** What the notebook's own programs do; what only a measurement tells is left out. */
const answers: Record<string, string> = {
  'active-count': '4',
  'gevent-fetch': '3',
  greenlet: 't2.gr1.switch()',
  pool: 'end',
  subclass: 'task:<MyThread(Thread-1, started ...)>',
  threads: '4 s',
  timing: '3 s',
  'traffic-light': '11 s',
};
