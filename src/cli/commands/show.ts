/** `show`: a demo's source, and what there is to tell of it. */
import { existsSync, readFileSync } from 'node:fs';
import { findDemo, packageRoot, type DemoPlace } from '../../registry.js';
import type { Notes } from '../../notes/notes.js';
import { notesOf } from '../../notes/index.js';
import { header } from '../../render/header.js';
import { Palette } from '../../render/palette.js';
import { languageOf } from '../../render/terminal.js';
import { padded, paddedLeft, widthOf, wrapped } from '../../render/width.js';
import { besides, listing, sourceOf, type Source } from '../code.js';
import { UsageError } from '../errors.js';
import { guessAndRun } from '../guess.js';
import { pairPrograms } from '../pairing.js';
import type { Surroundings } from '../surroundings.js';
import type { ShowOptions } from '../syntax/show.js';

/** Narrower than this, two programs stand one below the other. */
const ROOM_FOR_TWO = 100;

/** Columns between two programs, and before each line of one. */
const GUTTER = 2;
const MARGIN = 7;

export async function show(
  [name]: string[],
  { python }: ShowOptions,
  around: Surroundings,
): Promise<number> {
  const place = findDemo(name!);
  const { terminal, out } = around;
  const notes = await notesOf(place.entry?.name ?? '');
  const ours = await sourceOf(readFileSync(sourceFile(place), 'utf8'), 'typescript', terminal);
  const pythons = python === true ? await pythonOf(place, around) : undefined;

  const lines = ['', ...title(place, around), ''];
  lines.push(...programs(ours, pythons, notes, around), '');
  if (notes !== undefined) lines.push(...told(notes, ours, around), '');
  out.write(`${lines.map((line) => line.trimEnd()).join('\n')}\n`);
  if (notes === undefined || !around.talks) return 0;
  return guessAndRun(place.name, notes, around);
}

function title({ name, entry }: DemoPlace, { terminal }: Surroundings): string[] {
  const summary = entry?.summary[languageOf(terminal)];
  const about = { ...(summary && { summary }), ...(entry && { teaches: entry.teaches }) };
  return header({ demo: name, speed: 1 }, about, terminal);
}

/** The demo as it was written: of our own the TypeScript, not what the compiler made of it. */
function sourceFile({ module, name, entry }: DemoPlace): URL {
  return entry === undefined ? module : new URL(`demos/${name}.ts`, packageRoot);
}

async function pythonOf({ name }: DemoPlace, { terminal }: Surroundings): Promise<Source> {
  const file = new URL(`demos/python/${name.replaceAll('-', '_')}_demo.py`, packageRoot);
  if (!existsSync(file))
    throw new UsageError(`there is no Python program beside '${name}'. Leave out --python.`);
  return sourceOf(readFileSync(file, 'utf8'), 'python', terminal);
}

function programs(
  ours: Source,
  pythons: Source | undefined,
  notes: Notes | undefined,
  { terminal }: Surroundings,
): string[] {
  const { columns } = terminal;
  const marked = new Set(notes?.notice.map(({ line }) => lineOf(ours, line)));
  if (pythons === undefined) return listing(ours, marked, columns, terminal).flat();
  const none: ReadonlySet<number> = new Set();
  if (columns < ROOM_FOR_TWO)
    return [
      ...listing(ours, marked, columns, terminal).flat(),
      '',
      ...listing(pythons, none, columns, terminal).flat(),
    ];
  const left = fairShare(ours.lines, pythons.lines, columns);
  const right = columns - left - GUTTER;
  const ourRows = listing(ours, marked, left, terminal);
  const theirRows = listing(pythons, none, right, terminal);
  const pairs = pairPrograms(ours.lines, pythons.lines);
  return besides(
    pairs.map(([i, j]) => [ourRows[i ?? -1] ?? [], theirRows[j ?? -1] ?? []]),
    left,
  );
}

/** The width of the left side with which the fewest lines of both have to be cut. */
function fairShare(left: string[], right: string[], columns: number): number {
  const [leftWidths, rightWidths] = [left.map(widthOf), right.map(widthOf)];
  const cutAt = (share: number): number =>
    leftWidths.filter((width) => width > share - MARGIN).length +
    rightWidths.filter((width) => width > columns - share - GUTTER - MARGIN).length;
  let best = columns >> 1;
  for (let share = columns >> 2; share <= columns - (columns >> 2); share++)
    if (cutAt(share) < cutAt(best)) best = share;
  return best;
}

/** What to notice, how Node differs, what to try, what to guess. */
function told(notes: Notes, ours: Source, { terminal }: Surroundings): string[] {
  const lang = languageOf(terminal);
  const { bold, hue } = new Palette(terminal);
  const words = WORDS[lang];
  const dot = terminal.ascii ? '-' : '·';
  const room = terminal.columns - 8;

  const points = (items: readonly { sign: string; text: string }[]): string[] =>
    items.flatMap(({ sign, text }) =>
      wrapped(text, room).map((line, at) => `${at === 0 ? sign : ' '.repeat(6)} ${line}`),
    );
  const notice = notes.notice
    .map((point) => ({ at: lineOf(ours, point.line) + 1, text: point[lang] }))
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }) => ({ sign: hue.orange(paddedLeft(String(at), 6)), text }));
  const differs = notes.differs.map((text) => ({ sign: paddedLeft(dot, 6), text: text[lang] }));
  const widest = Math.max(...notes.tries.map((one) => widthOf(one.words)));
  const tries = notes.tries.flatMap((one) => {
    const command = `concurrency-demos ${padded(one.words, widest)}`;
    if (8 + widthOf(command + one[lang]) <= terminal.columns)
      return [
        `      concurrency-demos ${hue.blue(padded(one.words, widest))}  ${hue.grey(one[lang])}`,
      ];
    return [
      ...wrapped(command.trimEnd(), room).map((part) => `      ${hue.blue(part)}`),
      ...wrapped(one[lang], room).map((part) => `        ${hue.grey(part)}`),
    ];
  });
  const { ask, choices } = notes.question;
  return [
    ` ${bold(words.notice)}`,
    ...points(notice),
    '',
    ` ${bold(words.differs)}`,
    ...points(differs),
    '',
    ` ${bold(words.tries)}`,
    ...tries,
    '',
    ` ${bold(words.guess)}`,
    ...points([{ sign: paddedLeft('?', 6), text: ask[lang] }]),
    ...choices.flatMap((choice, at) =>
      wrapped(`${'abc'[at] ?? at}) ${choice[lang]}`, room).map((line) => `        ${line}`),
    ),
  ];
}

/** The line, counted from 0, that holds the piece. */
function lineOf({ lines }: Source, piece: string): number {
  return lines.findIndex((line) => line.includes(piece));
}

const WORDS = {
  en: {
    notice: 'What to notice',
    differs: 'How Node differs here from Python',
    tries: 'What to try next',
    guess: 'Guess before you run it',
  },
  zh: {
    notice: '看点',
    differs: 'Node 与 Python 的不同',
    tries: '接着试试',
    guess: '运行之前先猜一猜',
  },
};
