import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const soak = fileURLToPath(new URL('../soak/soak.mjs', import.meta.url));

// One round of each kind of fault; `npm run soak` goes on for minutes.
it('accounts for every task, ends every lane and leaves no process, whoever is killed, delayed or starved', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    soak,
    '--rounds',
    '8',
    '--seed',
    '0',
  ]);
  expect(stdout).toMatch(/^8 rounds, \d+ lanes killed, 0 rounds broke a promise$/m);
}, 120_000);
