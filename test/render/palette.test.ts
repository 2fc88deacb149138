import { expect, test } from 'vitest';
import { HUES, Palette } from '../../src/render/palette.js';

/** The relative luminance of WCAG 2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

test('every colour stands out from white, black and dark grey', () => {
  for (const hex of Object.values(HUES))
    for (const background of ['#ffffff', '#000000', '#1e1e1e'])
      expect(contrast(hex, background)).toBeGreaterThan(3.9);
});

test('a lane keeps its colour, and its neighbour has another', () => {
  const palette = new Palette({ color: 3 });
  const [first, second] = [palette.lane('t1'), palette.lane('t2')];
  expect(palette.lane('t1')).toBe(first);
  expect(first('x')).not.toBe(second('x'));
  expect(new Palette({ color: 0 }).lane('t1')('x')).toBe('x');
});
