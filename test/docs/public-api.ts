/** What the package exports, read by the TypeScript compiler: names, doc comments, parameters. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const entry = fileURLToPath(new URL('../../src/index.ts', import.meta.url));

/** The compiler's options, as the project sets them. */
export function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile) as {
    config: object;
  };
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
}

/** Something that a user can write: `Thread`, `Thread.join`, `gevent.spawn`. */
export interface PublicName {
  name: string;
  kind: 'function' | 'class' | 'error' | 'value' | 'type' | 'namespace' | 'method' | 'property';
  /** File and line, for messages. */
  place: string;
  summary: string;
  tags: readonly { name: string; text: string }[];
  parameters: readonly string[];
  /** Whether calling it gives something. */
  returns: boolean;
}

/** All public names, and the public members of classes and interfaces. */
export function publicNames(): PublicName[] {
  const program = ts.createProgram([entry], compilerOptions());
  const checker = program.getTypeChecker();
  const names: PublicName[] = [];

  const errorType = checker.getDeclaredTypeOfSymbol(
    checker.resolveName('Error', undefined, ts.SymbolFlags.Interface, false)!,
  );

  const visit = (exported: ts.Symbol, prefix: string): void => {
    const symbol =
      exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const declaration = symbol.declarations![0]!;
    const name = prefix + exported.name;
    if (ts.isSourceFile(declaration)) {
      // `export * as gevent` names a module, which the comment at its head describes.
      names.push({ ...described(name, symbol, declaration, 'namespace'), ...head(declaration) });
      for (const inner of checker.getExportsOfModule(symbol)) visit(inner, `${name}.`);
      return;
    }
    const kind = kindOf(symbol);
    names.push(described(name, symbol, declaration, kind));
    if (!ts.isClassDeclaration(declaration) && !ts.isInterfaceDeclaration(declaration)) return;
    const statics = [...(symbol.exports?.values() ?? [])];
    const type = checker.getDeclaredTypeOfSymbol(symbol);
    const isError = checker.isTypeAssignableTo(type, errorType);
    for (const member of [...type.getProperties(), ...statics]) visitMember(member, name, isError);
  };

  const visitMember = (member: ts.Symbol, owner: string, isError: boolean): void => {
    const declaration = member.declarations?.[0];
    if (
      declaration === undefined ||
      !declaration.getSourceFile().fileName.startsWith(`${root}src/`)
    )
      return;
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
    if (ts.getCombinedModifierFlags(declaration) & hidden) return;
    // What a language construct calls, such as `using`, has a symbol for a name.
    if (/^(__|#|prototype$)/.test(member.name) || member.getJsDocTags().some(isInternal)) return;
    if (member.name === 'name' && isError) return; // the class's own name, as everywhere
    const kind = ts.isMethodDeclaration(declaration) ? 'method' : 'property';
    names.push(described(`${owner}.${member.name}`, member, declaration, kind));
  };

  const described = (
    name: string,
    symbol: ts.Symbol,
    declaration: ts.Declaration,
    kind: PublicName['kind'],
  ): PublicName => {
    const file = declaration.getSourceFile();
    const line = file.getLineAndCharacterOfPosition(declaration.getStart()).line + 1;
    const called =
      ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration)
        ? checker.getSignatureFromDeclaration(declaration)
        : undefined;
    const returned = called === undefined ? 'void' : checker.typeToString(called.getReturnType());
    return {
      name,
      kind,
      place: `${relative(root, file.fileName)}:${line}`,
      summary: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
      tags: tagsOf(symbol.getJsDocTags(checker)),
      parameters: called?.parameters.map((parameter) => parameter.name) ?? [],
      returns: !/^(void|Promise<void>|never)$/.test(returned),
    };
  };

  const module = checker.getSymbolAtLocation(program.getSourceFile(entry)!)!;
  for (const symbol of checker.getExportsOfModule(module)) visit(symbol, '');
  return names;
}

function kindOf(symbol: ts.Symbol): PublicName['kind'] {
  if (symbol.flags & ts.SymbolFlags.Class)
    return /(Error|Exit)$/.test(symbol.name) ? 'error' : 'class';
  if (symbol.flags & ts.SymbolFlags.Function) return 'function';
  return symbol.flags & ts.SymbolFlags.Value ? 'value' : 'type';
}

function isInternal(tag: ts.JSDocTagInfo): boolean {
  return tag.name === 'internal';
}

function tagsOf(tags: readonly ts.JSDocTagInfo[]): PublicName['tags'] {
  return tags.map(({ name, text }) => ({ name, text: ts.displayPartsToString(text) }));
}

function head(file: ts.SourceFile): Pick<PublicName, 'summary' | 'tags'> {
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(file.text)?.[1] ?? '';
  const [summary = '', ...tags] = comment.replace(/^ *\* ?/gm, '').split(/^@/m);
  return {
    summary: summary.trim(),
    tags: tags.map((tag) => ({ name: /^\w+/.exec(tag)?.[0] ?? '', text: tag.trim() })),
  };
}
