import { expect, test } from 'vitest';
import { table } from '../../src/cli/table.js';

const columns = [
  { title: 'name' },
  { title: 'what', grows: true },
  { title: 's', alignRight: true },
];
const titleStyle = (text: string): string => text.toUpperCase();

test('one column takes the rest of the width and wraps', async () => {
  const rows = [
    ['a', 'a text that is longer than its column', '4'],
    ['bc', '', '22'],
  ];
  expect(await table(columns, rows, { width: 36, titleStyle })).toMatchInlineSnapshot(`
    "  NAME  WHAT                     S
      a     a text that is longer    4
            than its column
      bc                            22
    "
  `);
});

test('Chinese characters take two columns and may be parted anywhere', async () => {
  const rows = [['名称', '两个线程并排倒数，一共四秒', '4']];
  expect(await table(columns, rows, { width: 30, titleStyle })).toMatchInlineSnapshot(`
    "  NAME  WHAT               S
      名称  两个线程并排倒     4
            数，一共四秒
    "
  `);
});
