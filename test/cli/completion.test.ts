import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin } from '../bin.js';
import { onTerminal } from './terminal.js';

let folder: string;
const scripts: Record<string, string> = {};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'completion-'));
  writeFileSync(join(folder, 'mine.mjs'), '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    scripts[shell] = join(folder, `script.${shell}`);
    writeFileSync(scripts[shell], (await bin(['completion', shell])).stdout);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const has = (shell: string): boolean => spawnSync(shell, ['-c', ':']).status === 0;

/** What may follow, by shell: each returns the words offered for a line that is being typed. */
const offers: Record<string, (line: string) => string[]> = {
  bash(line) {
    const words = line.split(' ').map((word) => `'${word}'`);
    const script = `source ${scripts['bash']}; compopt() { :; }; cd ${folder}
      COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _concurrency_demos
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n');
  },
  fish(line) {
    const script = `source ${scripts['fish']}; cd ${folder}; complete -C '${line}'`;
    const output = execFileSync('fish', ['--no-config', '-c', script], {
      encoding: 'utf8',
      env: { ...process.env, HOME: folder },
    });
    return output
      .trim()
      .split('\n')
      .map((offer) => offer.split('\t')[0]!);
  },
};

describe.each(['bash', 'fish'])('completion for %s offers', (shell) => {
  const offered = (line: string): string[] => offers[shell]!(`concurrency-demos ${line}`);

  test.skipIf(!has(shell))('commands, demos, their options and files', () => {
    expect(offered('')).toEqual(expect.arrayContaining(['list', 'run', 'show', 'completion']));
    expect(offered('run tra')).toEqual(['traffic-light']);
    expect(offered('run ')).toEqual(expect.arrayContaining(['threads', 'all', 'mine.mjs']));
    expect(offered('show gr')).toEqual(['greenlet']);
    expect(offered('completion f')).toEqual(['fish']);
    expect(offered('run --rec')).toEqual(['--record']);
    expect(offered('run traffic-light --cy')).toEqual(['--cycles']);
    expect(offered('run traffic-light --worke').filter(Boolean)).toEqual([]);
    expect(offered('run timing --no-j')).toEqual(['--no-join']);
    expect(offered('run threads --lang ')).toEqual(['en', 'zh']);
    expect(offered('run threads --record mi')).toEqual(['mine.mjs']);
    expect(offered('list --js')).toEqual(['--json']);
    expect(offered('run --json thr')).toEqual(['threads']); // a flag after run,
    expect(offered('compare --json mi')).toEqual(['mine.mjs']); // a file after compare
  });
});

test.skipIf(!has('zsh'))('completion for zsh completes at the keyboard', async () => {
  const { type, shows, child } = onTerminal('zsh', ['-f', '-i'], { HOME: folder, PS1: '% ' });
  type(`autoload -Uz compinit; compinit -u -d ${folder}/dump; cd ${folder}\r`);
  type(`source ${scripts['zsh']}; clear; echo re''ady\r`);
  await shows('ready');
  for (const [typed, completed] of [
    ['run tra', 'run traffic-light'],
    ['run traffic-light --cyc', 'run traffic-light --cycles'],
    ['run timing --no-jo', 'run timing --no-join'],
    ['compl', 'completion'],
    ['run threads --json --rep', 'run threads --json --repeat'],
    ['run threads --record mi', 'run threads --record mine.mjs'],
  ]) {
    type(`concurrency-demos ${typed}\t`);
    await shows(`concurrency-demos ${completed}`);
    type('\u0015'); // forget the line
  }
  child.kill();
});

test('another shell is wrong use', async () => {
  const { stderr, exitCode } = await bin(['completion', 'tcsh']);
  expect(stderr).toContain('Allowed choices are bash, zsh, fish');
  expect(exitCode).toBe(2);
});
