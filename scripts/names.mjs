/** What esbuild's `keepNames` does too often: it names each function where it is made, while the program runs. */
import ts from 'typescript';

/** The name that JavaScript itself gives a function or class in this place. */
function nameGiven({ parent }) {
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.text;
  if (ts.isPropertyDeclaration(parent)) return parent.name.text;
  const { operatorToken, left } = parent;
  return operatorToken?.kind === ts.SyntaxKind.EqualsToken ? left.text : undefined;
}

/** What of a call of `__name` is to go, as pairs of positions; nothing where the name is really another one. */
function superfluous(call) {
  const [what, { text: name }] = call.arguments;
  const { parent } = call;
  // A class names itself, in a block of its own.
  if (what.kind === ts.SyntaxKind.ThisKeyword) {
    const block = parent.parent.parent;
    const { parent: of } = block;
    return (of.name?.text ?? nameGiven(of)) === name ? [[block.getStart(), block.end]] : [];
  }
  if (ts.isIdentifier(what)) return what.text === name ? [[parent.getStart(), parent.end]] : [];
  if (nameGiven(call) !== name) return [];
  return [
    [call.getStart(), what.getStart()],
    [what.end, call.end],
  ];
}

/** Leaves of these calls only those that change a name. */
export function withoutNaming(code) {
  const cuts = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.text === '__name')
      cuts.push(...superfluous(node));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('built.js', code, ts.ScriptTarget.Latest, true));
  cuts.sort(([a], [b]) => a - b);
  let kept = '';
  let at = 0;
  for (const [from, to] of cuts) {
    kept += code.slice(at, from);
    at = to;
  }
  return kept + code.slice(at);
}
