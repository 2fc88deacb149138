/** Makes the page that a recording goes into: one HTML file with its style and its script inside. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = new URL('../src/export/page/', import.meta.url);

/** The page without a recording. */
export async function buildPage() {
  const { outputFiles } = await build({
    entryPoints: ['main.ts', 'page.css'],
    absWorkingDir: fileURLToPath(source),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    outdir: '.',
    logLevel: 'warning',
  });
  const partOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text.trim();
  const parts = {
    '<!-- style -->': `<style>${partOf('.css')}</style>`,
    '<!-- script -->': `<script>${partOf('.js')}</script>`,
  };
  const page = await readFile(new URL('page.html', source), 'utf8');
  return page.replace(/<!-- (style|script) -->/g, (place) => parts[place]);
}
