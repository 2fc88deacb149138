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

/** A colour of the 6 x 6 x 6 cube or the grey ramp of terminals of 256 colours. */
function ofCube(index: number): string {
  const level = (i: number): number => (i === 0 ? 0 : 55 + 40 * i);
  const n = index - 16;
  const parts =
    index >= 232
      ? Array.from({ length: 3 }, () => 8 + (index - 232) * 10)
      : [Math.floor(n / 36), Math.floor(n / 6) % 6, n % 6].map(level);
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

test('every colour stands out from white, black and dark grey', () => {
  for (const { rgb, of256 } of Object.values(HUES))
    for (const background of ['#ffffff', '#000000', '#1e1e1e']) {
      expect(contrast(rgb, background)).toBeGreaterThan(3.9);
      expect(contrast(ofCube(of256), background)).toBeGreaterThan(3.3);
    }
});

test('on every level of colour no two hues are the same', () => {
  for (const color of [1, 2, 3] as const) {
    const codes = Object.values(new Palette({ color }).hue).map((paint) => paint('x'));
    expect(new Set(codes).size).toBe(Object.keys(HUES).length);
  }
});

test('a lane keeps its colour, and its neighbour has another', () => {
  const palette = new Palette({ color: 3 });
  const [first, second] = [palette.lane('t1'), palette.lane('t2')];
  expect(palette.lane('t1')).toBe(first);
  expect(first('x')).not.toBe(second('x'));
  expect(new Palette({ color: 0 }).lane('t1')('x')).toBe('x');
});
