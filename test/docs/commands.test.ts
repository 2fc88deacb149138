import { readdirSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { addDemoFlags } from '../../src/cli/demo-flags.js';
import { entries } from '../../src/cli/entries.js';
import { catalogue } from '../../src/registry.js';
import { root } from './public-api.js';

const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  scripts: Record<string, string>;
};
const globals = ['--help', '--version', '--lang', '--color', '--no-color', '--ascii', '--verbose'];

/** The options of a command, those of all demos among those of `run`. */
function optionsOf(name: string): string[] {
  const command = new Command(name);
  entries[name]!.syntax(command);
  const demos = catalogue().map((demo) => {
    const scratch = new Command();
    if (name === 'run') addDemoFlags(scratch, demo.name, demo.options, 'en');
    return scratch;
  });
  return [command, ...demos].flatMap(({ options }) => options.map(({ long }) => long!));
}

const everyOption = [...globals, ...Object.keys(entries).flatMap(optionsOf)];

/** What stands in a document as code: blocks that a shell reads, and words between backticks. */
function codeOf(document: string): string[] {
  const text = readFileSync(root + document, 'utf8');
  const shell = Array.from(text.matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, lines]) => lines!);
  const words = text.replace(/^```[\s\S]*?^```$/gm, '').match(/`[^`\n]+`/g) ?? [];
  return [...shell.flatMap((lines) => lines.split(/\n|&&/)), ...words]
    .map((code) => code.replace(/#.*/, '').replaceAll('`', '').trim())
    .filter((code) => code !== '');
}

describe.each(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'])('%s', (document) => {
  const code = codeOf(document);

  test('names commands that exist, with options that they have', () => {
    const wrong = code.flatMap((line) => {
      const [, name, rest] =
        /^(?:npx )?concurrency-demos (\S+)(.*)/.exec(line) ??
        /^(run|compare|show) (.*)/.exec(line) ??
        [];
      if (name === undefined || rest!.includes('./')) return []; // a file has options of its own
      if (!(name in entries)) return [`${line}: no command ${name}`];
      const known = [...globals, ...optionsOf(name)];
      return (` ${rest!}`.match(/(?<= )--[a-z-]+/g) ?? [])
        .filter((option) => !known.includes(option))
        .map((option) => `${line}: no option ${option}`);
    });
    expect(wrong).toEqual([]);
  });

  test('names no option that no command has', () => {
    const lone = code.filter((line) => line.startsWith('--'));
    expect(lone.filter((line) => !everyOption.includes(line.split(' ')[0]!))).toEqual([]);
  });

  test('names scripts, files and folders that exist', () => {
    const scripts = code.flatMap((line) => /^npm run ([\w:]+)/.exec(line)?.[1] ?? []);
    expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
    const text = readFileSync(root + document, 'utf8');
    const links = Array.from(text.matchAll(/\]\(([^):#]+)\)/g), ([, path]) => path!);
    const files = [
      ...links,
      ...code.filter((line) => /^(src|docs|demos|test)\/[\w./-]+$/.test(line)),
    ];
    expect(
      files
        .filter((file) => !file.includes('two-cars') && !file.includes('two_cars'))
        .filter(missing),
    ).toEqual([]);
  });

  test('says of every command what it is for', () => {
    if (document === 'CONTRIBUTING.md') return;
    const said = code.map((line) => line.split(/[ <]/)[0]);
    expect(Object.keys(entries).filter((name) => !said.includes(name))).toEqual([]);
  });
});

function missing(file: string): boolean {
  try {
    readdirSync(root + file);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
  return false;
}
