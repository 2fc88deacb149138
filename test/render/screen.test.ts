import { expect, test } from 'vitest';
import fc from 'fast-check';
import { Screen } from '../../src/render/screen.js';
import { Paper } from './run.js';
import { Screenful } from './terminal.js';

/** A step in the life of a view: a frame of so many lines above rows of some widths, or a resize. */
const step = fc.oneof(
  fc.record({
    lines: fc.oneof({ weight: 9, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: fc.nat(40) }),
    rows: fc.array(fc.nat(130), { minLength: 1, maxLength: 7 }),
  }),
  fc.record({
    columns: fc.integer({ min: 40, max: 120 }),
    height: fc.integer({ min: 20, max: 40 }),
  }),
);

test('whatever is drawn and however the window is resized, the lines alone remain', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      let columns = 80;
      const terminal = new Screenful(columns, 24);
      const paper = new Paper();
      const screen = new Screen(paper, () => columns);
      const said: string[] = [];
      for (const step of steps) {
        if ('columns' in step) {
          columns = step.columns;
          terminal.resize(columns, step.height);
          continue;
        }
        const lines = Array.from({ length: step.lines }, (_, i) => `line ${said.length + i}`);
        said.push(...lines);
        screen.frame(
          lines.map((line) => `${line}\n`).join(''),
          step.rows.map((width, i) => `row ${i} `.padEnd(width, '#')),
        );
        await terminal.write(paper.text);
        paper.text = '';
      }
      screen.close();
      await terminal.write(paper.text);
      expect(terminal.everything()).toEqual(said);
    }),
    { numRuns: 50 },
  );
});

test('a frame shows its rows below the lines', async () => {
  const terminal = new Screenful(40, 8);
  const paper = new Paper();
  const screen = new Screen(paper, () => 40);
  for (let i = 0; i < 20; i++) screen.frame(`line ${i}\n`, ['', `state ${i}`, 'x'.repeat(60)]);
  await terminal.write(paper.text);
  expect(terminal.seen()).toEqual([
    'line 16',
    'line 17',
    'line 18',
    'line 19',
    '',
    'state 19',
    'x'.repeat(40),
  ]);
});

test('the cursor is hidden while it is open and back when it is closed', () => {
  const paper = new Paper();
  const screen = new Screen(paper, () => 80);
  screen.frame('', ['row']);
  screen.frame('', ['row']);
  expect(paper.text.split('\u001b[?25l')).toHaveLength(2);
  screen.close();
  screen.close();
  expect(paper.text.split('\u001b[?25h')).toHaveLength(2);
});
