/** A flood of lines through the command line into a file. */
import { spawnSync } from 'node:child_process';
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** Lines a second, the whole program's time; every line must have come, in order. */
export async function linesPerSecond(lines) {
  const folder = mkdtempSync(join(tmpdir(), 'flood-'));
  const file = join(folder, 'events.jsonl');
  try {
    const out = openSync(file, 'w');
    const began = process.hrtime.bigint();
    const words = ['run', path('flood-demo.mjs'), '--json', '--lines', String(lines)];
    const { status, stderr } = spawnSync(
      process.execPath,
      [path('../../bin/concurrency-demos.cjs'), ...words],
      { stdio: ['ignore', out, 'pipe'] },
    );
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    closeSync(out);
    if (status !== 0) throw new Error(`run ended with ${status}: ${stderr}`);
    await check(file, Number(lines));
    return lines / seconds;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function check(file, lines) {
  let [printed, last] = [0, -1];
  for await (const line of createInterface(createReadStream(file))) {
    const { type, t } = JSON.parse(line);
    if (type === 'print') printed++;
    if (type === 'run-start' || type === 'run-end') continue;
    if (t < last) throw new Error(`out of order: ${t} after ${last}`);
    last = t;
  }
  if (printed !== lines) throw new Error(`${printed} lines instead of ${lines}`);
}
