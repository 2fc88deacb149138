/** Who writes where: the lines of a run, its recording, the files that are made of it. */
import { closeSync, createWriteStream, openSync, writeFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { NdjsonRenderer } from '../render/ndjson.js';
import type { Renderer } from '../trace/event.js';
import { runOf } from '../trace/recording.js';
import { reasonOf, UsageError } from './errors.js';
import { exporters, type ExportName } from './exporters.js';
import { KeptRuns } from './kept-runs.js';
import type { Surroundings } from './surroundings.js';

/** The files that were asked for, by what goes into them. */
export type Files = { [name in 'record' | ExportName]?: string };

/** A file that cannot be written any more, although it could be opened. */
export class WriteError extends Error {
  override name = 'WriteError';
  constructor(path: string, cause: unknown) {
    super(`cannot write '${path}': ${reasonOf(cause)}.`, { cause });
  }
}

/** Where everything goes that a run brings forth. */
export interface Outputs {
  /** Where lines go: standard error if a file is standard output, nowhere with `--json`. */
  lines: 'out' | 'err' | 'nowhere';
  /** What writes or keeps the events for the files. */
  renderers: Renderer[];
  /** Completes every file; to be called once, after the last run. */
  finish(): Promise<void>;
}

/**
 * Opens every file before anything runs.
 *
 * @throws UsageError if two want standard output or the same file, or one cannot be written
 */
export function claimOutputs(
  { json, ...files }: Files & { json?: boolean },
  around: Pick<Surroundings, 'out' | 'err' | 'terminal'>,
): Outputs {
  const { out, terminal } = around;
  const wanted = (['record', ...Object.keys(exporters)] as (keyof Files)[]).flatMap((name) =>
    files[name] === undefined ? [] : [{ name, path: files[name] }],
  );
  const claims = wanted.map(({ name, path }) => ({ flag: `--${name}`, path }));
  refuseDoubles(json === true ? [{ flag: '--json', path: '-' }, ...claims] : claims);

  const { record, ...pictures } = files;
  const renderers: Renderer[] = [];
  const finishing: (() => Promise<void>)[] = [];
  if (json === true || record === '-') renderers.push(new NdjsonRenderer(out));
  if (record !== undefined && record !== '-') {
    const stream = createWriteStream(record, { fd: openForWriting('--record', record) });
    stream.on('error', () => {}); // told by `finished`
    renderers.push(new NdjsonRenderer(stream));
    finishing.push(() => close(stream, record));
  }

  const kept = new KeptRuns();
  const names = Object.keys(exporters).filter((name) => name in pictures) as ExportName[];
  if (names.length > 0) renderers.push(kept);
  for (const name of names) {
    const path = pictures[name]!;
    const fd = path === '-' ? undefined : openForWriting(`--${name}`, path);
    finishing.push(async () => {
      const text = (await exporters[name](terminal))(kept.runs.map(runOf));
      if (fd === undefined) out.write(text);
      else writeTo(fd, path, text);
    });
  }

  const onOut = wanted.some(({ path }) => path === '-');
  return {
    lines: json === true ? 'nowhere' : onOut ? 'err' : 'out',
    renderers,
    async finish() {
      if (kept.warning !== '') around.err.write(kept.warning);
      for (const complete of finishing) await complete();
    },
  };
}

/** @throws UsageError if two want the same file */
export function refuseDoubles(claims: { flag: string; path: string }[]): void {
  for (const { flag, path } of claims) {
    const first = claims.find((claim) => claim.path === path)!;
    if (first.flag === flag) continue;
    const what = path === '-' ? 'standard output' : `the file '${path}'`;
    throw new UsageError(
      `${first.flag} and ${flag} both want ${what}. Give one of them a file of its own.`,
    );
  }
}

/** @throws UsageError */
export function openForWriting(flag: string, path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw new UsageError(
      `${flag} cannot write '${path}': ${reasonOf(error)}. Give a file in a folder that exists and that you may write to.`,
    );
  }
}

async function close(stream: Writable, path: string): Promise<void> {
  try {
    stream.end();
    await finished(stream);
  } catch (error) {
    throw new WriteError(path, error);
  }
}

/** @throws WriteError */
export function writeTo(fd: number, path: string, text: string): void {
  try {
    writeFileSync(fd, text);
  } catch (error) {
    throw new WriteError(path, error);
  } finally {
    closeSync(fd);
  }
}
