import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../src/registry.js';
import { bin } from '../bin.js';

async function entries(): Promise<CatalogueEntry[]> {
  const { stdout } = await bin(['list', '--json']);
  return JSON.parse(stdout) as CatalogueEntry[];
}

describe('list', () => {
  test.each(['en', 'zh'])('shows every demo within 80 columns (%s)', async (lang) => {
    const { stdout, stderr, exitCode } = await bin(['list', '--lang', lang]);
    for (const { name, teaches } of await entries())
      expect(stdout).toMatch(new RegExp(`^  ${name} .*${teaches}`, 'm'));
    for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    expect([stderr, exitCode]).toEqual(['', 0]);
  });

  test('speaks the language of the locale', async () => {
    const chinese = await bin(['list'], { env: { LC_ALL: 'zh_CN.UTF-8' } });
    expect(chinese.stdout).toContain('名称');
    const unable = await bin(['list'], { env: { LC_ALL: 'zh_CN.GB2312' } });
    expect(unable.stdout).toContain('name');
  });

  test('has colours only where they are wanted', async () => {
    const escaped = async (words: string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> =>
      (await bin(['list', ...words], { env })).stdout.includes('\u001b[');
    expect(await escaped([])).toBe(false);
    expect(await escaped([], { FORCE_COLOR: '1' })).toBe(true);
    expect(await escaped([], { FORCE_COLOR: '0' })).toBe(false);
    expect(await escaped(['--color'])).toBe(true);
    expect(await escaped(['--color'], { NO_COLOR: '1' })).toBe(true);
    expect(await escaped(['--no-color'], { FORCE_COLOR: '3' })).toBe(false);
  });
});

test('a bare call that is not on a terminal prints help', async () => {
  const { stdout, exitCode } = await bin([]);
  expect(stdout).toMatch(/^Usage: concurrency-demos/);
  expect(stdout).toContain('Examples:');
  expect(exitCode).toBe(0);
});

test('--version prints the version of the package', async () => {
  const { stdout } = await bin(['--version']);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+$/);
});
