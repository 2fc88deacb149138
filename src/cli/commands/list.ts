/** `list`: every demo, what it shows, what it teaches, how long it would take at best. */
import { catalogue, type CatalogueEntry } from '../../registry.js';
import type { Surroundings } from '../surroundings.js';
import type { ListOptions } from '../syntax/list.js';
import { table } from '../table.js';

const words = {
  en: {
    name: 'name',
    summary: 'what it shows',
    teaches: 'teaches',
    ideal: 'ideal',
    measured: 'measured',
    none: 'none',
  },
  zh: {
    name: '名称',
    summary: '内容',
    teaches: '讲解',
    ideal: '理想用时',
    measured: '实测',
    none: '无',
  },
};

export async function list(
  _: string[],
  { json }: ListOptions,
  around: Surroundings,
): Promise<number> {
  const { out, outColors: colors, lang } = around;
  if (json === true) {
    out.write(`${JSON.stringify(catalogue(), null, 2)}\n`);
    return 0;
  }
  const { name, summary, teaches, ideal } = words[lang];
  const rows = catalogue().map((demo) => [
    demo.name,
    demo.summary[lang],
    demo.teaches,
    idealOf(demo, lang),
  ]);
  const lines = await table(
    [
      { title: name, style: colors.cyan.bold },
      { title: summary, grows: true },
      { title: teaches, style: colors.green },
      { title: ideal, alignRight: true },
    ],
    rows,
    { width: around.terminal.columns, titleStyle: colors.dim },
  );
  out.write(lines);
  return 0;
}

function idealOf(demo: CatalogueEntry, lang: 'en' | 'zh'): string {
  if (demo.ideal !== null) return `${Number(demo.ideal.toFixed(1))} s`;
  return demo.idealNone === undefined ? words[lang].measured : words[lang].none;
}
