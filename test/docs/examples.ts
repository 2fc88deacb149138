/** Finds the examples of the documentation, and makes of each a module that compiles. */
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { compilerOptions, publicNames, root } from './public-api.js';

/** An example, as a module of its own. */
export interface Example {
  /** Where it stands, for messages. */
  place: string;
  /** The file that it is compiled as; there is none such on the disk. */
  file: string;
  source: string;
}

/** Where the library's names come from unless the example says so itself. */
function imported(text: string, words: readonly string[]): string {
  const used = words.filter((word) => new RegExp(`\\b${word}\\b`).test(text));
  const own = used.filter((word) => !new RegExp(`(const|function|class) ${word}\\b`).test(text));
  return `import { ${own.join(', ')} } from 'concurrency-demos';\n`;
}

/**
 * An example is a whole module if it imports or exports something; else it is a part of one, which may
 * await, and yield where it stands in a greenlet.
 */
function moduleOf(text: string, words: readonly string[]): string {
  if (/^import /m.test(text)) return text;
  const head = imported(text, words);
  if (/^export |^await /m.test(text)) return head + text;
  if (/^(const \w+ = )?yield /m.test(text))
    return `${head}export function* main(): Generator<unknown, void, unknown> {\n${text}\n}\n`;
  return `${head}export async function main(): Promise<void> {\n${text}\n}\n`;
}

/** Every `@example` of the public API, and every block of code in the documents. */
export function examples(): Example[] {
  const names = publicNames();
  const words = names
    .filter(({ name, kind }) => kind !== 'type' && !name.includes('.'))
    .map(({ name }) => name);
  const found = new Map<string, { text: string; language: string }>();
  for (const { place, tags } of names)
    for (const [index, { text }] of tags.filter(({ name }) => name === 'example').entries())
      found.set(index === 0 ? place : `${place}, example ${index + 1}`, { text, language: 'ts' });
  for (const document of documents())
    for (const { language, text, line } of blocks(document))
      if (/^[jt]s$/.test(language)) found.set(`${document}:${line}`, { text, language });
  return Array.from(found, ([place, { text, language }], index) => ({
    place,
    file: `${root}test/docs/example-${index}.${language}`,
    source: moduleOf(text, words),
  }));
}

/** The documents that a reader of the repository meets. */
export function documents(): string[] {
  const inDocs = readdirSync(`${root}docs`).map((file) => `docs/${file}`);
  return [...readdirSync(root), ...inDocs].filter((file) => file.endsWith('.md'));
}

/** The fenced blocks of a document. */
export function* blocks(document: string): Generator<{
  language: string;
  text: string;
  line: number;
}> {
  const text = readFileSync(root + document, 'utf8');
  for (const block of text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm))
    yield {
      language: block[1]!,
      text: block[2]!,
      line: text.slice(0, block.index).split('\n').length,
    };
}

/** What the compiler finds wrong with the examples, and which of them lack nothing of a program. */
export function compiled(all: readonly Example[]): { wrong: string[]; whole: Example[] } {
  const surroundings = `${root}test/docs/surroundings.d.ts`;
  const virtual = new Map(all.map(({ file, source }) => [file, source]));
  const options = { ...compilerOptions(), allowJs: true, checkJs: true, noUnusedLocals: false };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => virtual.has(file) || fileExists(file);
  host.readFile = (file) => virtual.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = virtual.get(file);
    return text === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, text, version, true);
  };
  const program = ts.createProgram([...virtual.keys(), surroundings], options, host);
  const checker = program.getTypeChecker();
  const wrong: string[] = [];
  const whole: Example[] = [];
  for (const example of all) {
    const file = program.getSourceFile(example.file)!;
    const problems = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ].filter(({ code }) => !(example.file.endsWith('.js') && IMPLICIT_ANY.includes(code)));
    for (const { messageText } of problems)
      wrong.push(`${example.place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
    if (problems.length === 0 && !takesForGranted(file, checker)) whole.push(example);
  }
  return { wrong, whole };
}

/** JavaScript says no types. */
const IMPLICIT_ANY = [7005, 7006, 7031, 7034];

function takesForGranted(node: ts.Node, checker: ts.TypeChecker): boolean {
  const isGranted =
    ts.isIdentifier(node) &&
    checker
      .getSymbolAtLocation(node)
      ?.declarations?.some(
        (declaration) =>
          declaration.getSourceFile().fileName === `${root}test/docs/surroundings.d.ts`,
      ) === true;
  return isGranted || ts.forEachChild(node, (child) => takesForGranted(child, checker)) === true;
}
