/** Two threads, each of which writes JSON lines with time stamps to one file by itself: no order, no names. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

export async function linesPerSecond(lines) {
  const folder = mkdtempSync(join(tmpdir(), 'flood-'));
  const file = openSync(join(folder, 'events.jsonl'), 'a');
  const began = process.hrtime.bigint();
  const over = [1, 2].map(
    (thread) =>
      new Promise((resolve) =>
        new Worker(new URL(import.meta.url), {
          workerData: { flood: { file, thread: `Thread-${thread}`, lines: lines / 2 } },
        }).once('exit', resolve),
      ),
  );
  await Promise.all(over);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  closeSync(file);
  rmSync(folder, { recursive: true });
  return lines / seconds;
}

if (!isMainThread && workerData?.flood !== undefined) {
  const { file, thread, lines } = workerData.flood;
  const start = process.hrtime.bigint();
  let chunk = '';
  for (let i = 0; i < lines; i++) {
    const t = Number(process.hrtime.bigint() - start) / 1e9;
    chunk += `${JSON.stringify({ type: 'print', t, lane: thread, text: 'a line of which there are many' })}\n`;
    if (chunk.length < 65_536) continue;
    writeSync(file, chunk);
    chunk = '';
  }
  writeSync(file, chunk);
}
