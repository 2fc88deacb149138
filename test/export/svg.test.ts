import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { svg } from '../../src/export/svg.js';
import { hasChromium, launch } from './browser.js';
import {
  begin,
  end,
  geventFetch,
  greenlet,
  hostile,
  pool,
  run,
  trafficLight,
} from './recordings.js';

const small = run('small', 2, {
  main: [
    [0, 'lane-start', begin('main')],
    [1, 'wait', { on: 'event' }],
    [2, 'lane-end', end('main')],
  ],
  't<1>': [
    [0, 'lane-start', begin('thread', 'main', 2)],
    [0.5, 'print', { text: 'a & b' }],
    [1, 'lane-end', end('thread')],
  ],
});

test('a small recording, as it is drawn', () => {
  const body = svg([small])
    .replace(/<style>.*<\/defs>/s, '…')
    .replaceAll('><', '>\n<');
  expect(body).toMatchInlineSnapshot(`
    "<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 250" width="1200" height="250" role="img" aria-labelledby="title description" font-family="system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif">
    <title id="title">small</title>
    <desc id="description">small, 2 s. main: computing 1 s, waiting: event 1 s. t&#60;1&#62;: computing 1 s.</desc>…<rect class="paper" fill="#ffffff" width="1200" height="250" rx="10"/>
    <g transform="translate(0 36)">
    <g>
    <text class="text" fill="#1f2328" x="36" y="18" font-size="24" font-weight="700">
    <tspan>small</tspan>
    </text>
    <text class="quiet" fill="#59636e" x="36" y="42" font-size="14">elapsed 2 s · 2 threads · CPU 90 ms · Node 20.20.2</text>
    </g>
    <g transform="translate(0 68)">
    <g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace" font-size="13">
    <g text-anchor="middle">
    <path class="grid-line" stroke="#e4e8ec" stroke-width="1" fill="none" d="M81.2 -6V80"/>
    <path class="grid-line" stroke="#e4e8ec" stroke-width="1" fill="none" d="M189.48 -6V80"/>
    <path class="grid-line" stroke="#e4e8ec" stroke-width="1" fill="none" d="M297.76 -6V80"/>
    <path class="grid-line" stroke="#e4e8ec" stroke-width="1" fill="none" d="M406.04 -6V80"/>
    <path class="grid-line" stroke="#e4e8ec" stroke-width="1" fill="none" d="M514.32 -6V80"/>
    <path class="grid-line" stroke="#e4e8ec" stroke-width="1" fill="none" d="M622.6 -6V80"/>
    <path class="grid-line" stroke="#e4e8ec" stroke-width="1" fill="none" d="M730.88 -6V80"/>
    <path class="grid-line" stroke="#e4e8ec" stroke-width="1" fill="none" d="M839.16 -6V80"/>
    <path class="grid-line" stroke="#e4e8ec" stroke-width="1" fill="none" d="M947.44 -6V80"/>
    <path class="grid-line" stroke="#e4e8ec" stroke-width="1" fill="none" d="M1055.72 -6V80"/>
    <path class="grid-line" stroke="#e4e8ec" stroke-width="1" fill="none" d="M1164 -6V80"/>
    <text class="quiet" fill="#59636e" x="81.2" y="95">0 s</text>
    <text class="quiet" fill="#59636e" x="189.48" y="95">0.2 s</text>
    <text class="quiet" fill="#59636e" x="297.76" y="95">0.4 s</text>
    <text class="quiet" fill="#59636e" x="406.04" y="95">0.6 s</text>
    <text class="quiet" fill="#59636e" x="514.32" y="95">0.8 s</text>
    <text class="quiet" fill="#59636e" x="622.6" y="95">1 s</text>
    <text class="quiet" fill="#59636e" x="730.88" y="95">1.2 s</text>
    <text class="quiet" fill="#59636e" x="839.16" y="95">1.4 s</text>
    <text class="quiet" fill="#59636e" x="947.44" y="95">1.6 s</text>
    <text class="quiet" fill="#59636e" x="1055.72" y="95">1.8 s</text>
    <text class="quiet" fill="#59636e" x="1164" y="95">2 s</text>
    </g>
    <g class="c0" fill="#1d5fd6">
    <text font-weight="600" x="69.2" y="16.55" text-anchor="end" font-size="13">main</text>
    <rect x="81.2" width="541.4" y="0" height="24" rx="2">
    <title>main: computing, 0 s to 1 s (1 s)</title>
    </rect>
    <rect x="622.6" width="541.4" y="0" height="24" rx="2" fill="url(#wait0)">
    <title>main: waiting: event, 1 s to 2 s (1 s)</title>
    </rect>
    <text class="text paper-line" fill="#1f2328" stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke" x="893.3" y="16.2" text-anchor="middle" font-size="12" pointer-events="none">event</text>
    </g>
    <g class="c1" fill="#b34b00">
    <text font-weight="600" x="69.2" y="54.55" text-anchor="end" font-size="13">t&#60;1&#62;</text>
    <rect x="81.2" width="541.4" y="38" height="24" rx="2">
    <title>t&#60;1&#62;: computing, 0 s to 1 s (1 s)</title>
    </rect>
    <circle cx="351.9" cy="67" r="2">
    <title>t&#60;1&#62;: print a &#38; b, 0.5 s</title>
    </circle>
    </g>
    </g>
    </g>
    </g>
    <g transform="translate(36 218)">
    <g>
    <g transform="translate(0 0)">
    <rect class="quiet" fill="#59636e" height="12" rx="2" width="26"/>
    <text class="quiet" fill="#59636e" x="34" y="10.5" font-size="13">computing</text>
    </g>
    <g transform="translate(119.19999999999999 0)">
    <rect fill="url(#waits)" height="12" rx="2" width="26"/>
    <text class="quiet" fill="#59636e" x="34" y="10.5" font-size="13">waiting (for what)</text>
    </g>
    </g>
    </g>
    </svg>
    "
  `);
});

test('a viewer can tell when the light was red, and that the car waited for it', () => {
  const picture = svg([trafficLight()]);
  expect(picture).toContain('<title>event clear, 6 s to 11 s (5 s)</title>');
  expect(picture).toContain('<title>MINI: waiting: event, 6 s to 11 s (5 s)</title>');
  expect(picture).toMatch(/<text [^>]*>event<\/text>/);
  expect(picture).toMatch(/MINI: .*waiting: event 5 s.*\./);
});

test('a pool shows its tasks in two waves', () => {
  const picture = svg([pool()]);
  for (const title of [
    'ForkPoolWorker-1: task 0, 50 ms to 2.04 s',
    'ForkPoolWorker-2: task 3, 2.05 s',
  ])
    expect(picture).toContain(title);
});

test('runs of one demo share a scale, so that serial and concurrent compare', () => {
  const picture = svg(geventFetch());
  expect(picture.match(/>1.6 s</g)).toHaveLength(2);
});

test('ten thousand lanes are folded, and the picture says so', () => {
  const lanes = Array.from({ length: 10_000 }, (_, i): [string, []] => [
    `Greenlet-${i}`,
    [[0, 'lane-start', begin('greenlet', 'main')]] as never,
  ]);
  const picture = svg([run('many', 1, Object.fromEntries(lanes))]);
  expect(picture).toContain('9,968 more greenlets');
  expect(picture.length).toBeLessThan(200_000);
});

test('a picture does not grow with the number of spans too short to tell apart', () => {
  const spans = (n: number) =>
    Array.from({ length: n }, (_, i) => [
      [i / n, 'sleep'],
      [i / n, 'set', { on: 'event' }],
      [(i + 0.5) / n, 'wake'],
      [(i + 0.5) / n, 'clear', { on: 'event' }],
    ]).flat() as [number, string][];
  const [few, many] = [2000, 100_000].map((n) => svg([run('busy', 1, { main: spans(n) })]).length);
  expect(many).toBeLessThan(1.2 * few!);
});

test('what is short stays visible', () => {
  const picture = svg([
    run('short', 20, {
      t1: [
        [0, 'lane-start', begin('thread')],
        [0.001, 'sleep', {}],
        [19, 'lane-end', end('thread')],
      ],
    }),
  ]);
  expect(picture).toMatch(/width="1.4"[^>]*><title>t1: computing, 0 s to 1 ms/);
});

test('no text leaves its place', () => {
  const picture = svg([hostile()]);
  expect(picture).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}\p{Cs}\ufffe]/u);
  expect(picture).not.toContain('<script');
});

describe.skipIf(!hasChromium)('in a browser', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage();
  });
  afterAll(() => browser.close());

  test.each([
    ['traffic-light', [trafficLight()]],
    ['pool', [pool()]],
    ['greenlet', [greenlet()]],
    ['gevent-fetch', geventFetch()],
    ['hostile texts', [hostile()]],
  ])('the picture of %s is well-formed, and its texts are the recording’s', async (_, runs) => {
    await page.goto(`data:image/svg+xml,${encodeURIComponent(svg(runs))}`);
    expect(await page.locator('parsererror, script').count()).toBe(0);
    expect(await page.locator('svg > title').textContent()).toBe(
      runs.map(({ start }) => start.demo).join(', '),
    );
  });

  test.each(['light', 'dark'] as const)('names and words stand out on %s paper', async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`data:image/svg+xml,${encodeURIComponent(svg([trafficLight()]))}`);
    type Style = typeof globalThis & { getComputedStyle(of: unknown): { fill: string } };
    const fills = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll((all) => all.map((one) => (globalThis as Style).getComputedStyle(one).fill));
    const [paper] = await fills('rect.paper');
    const texts = await fills('text:not(.paper)');
    expect(texts.length).toBeGreaterThan(10);
    for (const text of texts) expect(contrast(text, paper!)).toBeGreaterThan(4.5);
  });
});

/** @see https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red, green, blue] = colour.match(/[\d.]+/g)!.map((part) => {
      const c = Number(part) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}
