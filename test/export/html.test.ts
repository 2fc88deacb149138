import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { html } from '../../src/export/html.js';
import type { Run } from '../../src/trace/recording.js';
import { hasChromium, launch } from './browser.js';
import { begin, geventFetch, hostile, hostileTexts, run, trafficLight } from './recordings.js';

// The script inside the page is what the build made of src/export/page.
const template = readFileSync(new URL('../../dist/bundle/page.html', import.meta.url), 'utf8');

test('a small recording, as it stands in the page', () => {
  const small = run('a<b>', 1, { main: [[0, 'print', { text: '</script><!-- $& -->' }]] });
  const page = html([small], '<!-- title -->\n<!-- recording -->\n<!-- script -->');
  expect(page.replace(/(?<=run-start|run-end).*?(?=\}[,\]])/g, '…')).toMatchInlineSnapshot(`
    "<title>a&#60;b&#62;</title>
    <script type="application/json" id="recording">[[{"type":"run-start…},"speed":1,"node":"20.20.2","cpus":2,"started":"2024-05-01T10:00:00.000Z"},{"type":"print","t":0,"lane":"main","text":"\\u003c/script>\\u003c!-- $& -->"},{"type":"run-end…}]]</script>
    <!-- script -->"
  `);
});

test('the page names no address and loads nothing', () => {
  const page = html([trafficLight()], template);
  expect(page).not.toMatch(/(src|href)=|url\(['"]?(?!#)|@import|https?:/);
});

describe.skipIf(!hasChromium)('in a browser, opened from disk', () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  let trouble: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'page-'));
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    trouble = [];
    await page?.close();
    page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    page.setDefaultTimeout(5000);
    page.on('pageerror', (error) => trouble.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    page.on('dialog', (dialog) => {
      trouble.push('a dialog');
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) trouble.push(request.url());
    });
    return () => {
      if (trouble.length > 0) throw new Error(`The page was not quiet: ${trouble.join(', ')}`);
    };
  });

  async function open(runs: readonly Run[]): Promise<void> {
    const file = join(folder, 'page.html');
    writeFileSync(file, html(runs, template));
    await page.goto(pathToFileURL(file).href);
    await page.locator('#timeline svg').waitFor();
  }
  const time = () => page.locator('#time').textContent();
  const seconds = async () => parseFloat((await time())!);
  const stateOf = (lane: string) =>
    page
      .getByRole('row')
      .filter({ hasText: new RegExp(`^${lane}`) })
      .locator('td')
      .nth(1)
      .textContent();

  test('pointing at a span says what it is', async () => {
    await open([trafficLight()]);
    await page.locator('[data-tip^="MINI: waiting: event"]').hover();
    expect(await page.locator('#tip').textContent()).toBe(
      'MINI: waiting: event, 6 s to 11 s (5 s)',
    );
    await page.mouse.move(5, 5);
    expect(await page.locator('#tip').isVisible()).toBe(false);
  });

  test('stepping goes event by event, and back, and says so to a screen reader', async () => {
    await open([trafficLight()]);
    const { events } = trafficLight();
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
    expect(await time()).toBe(`${events[7]!.t.toFixed(3)} s`);
    await page.keyboard.press('ArrowLeft');
    expect(await time()).toBe(`${events[6]!.t.toFixed(3)} s`);
    await page.getByRole('button', { name: 'on', exact: true }).click();
    expect(await time()).toBe(`${events[7]!.t.toFixed(3)} s`);
    expect(await page.getByRole('status').textContent()).toContain(
      `${events[7]!.t.toFixed(3)} s, `,
    );
  });

  test('a click in the picture goes there, and lines and lanes follow', async () => {
    await open([trafficLight()]);
    await page.locator('[data-tip^="event clear"]').click();
    expect(await seconds()).toBeCloseTo(8.5, 0);
    expect(await stateOf('MINI')).toBe('waiting: event');
    expect(await stateOf('light')).toBe('sleeping');
    expect(await page.locator('#lines [aria-current]').textContent()).toContain('red');
    expect(await page.locator('#lines .ahead').count()).toBeGreaterThan(0);
  });

  test('a click on a line goes to its moment', async () => {
    await open([trafficLight()]);
    await page.getByText('MINI green, go ...').click();
    expect(await time()).toBe('11.001 s');
  });

  test('the next event of the chosen lane is one key away', async () => {
    await open([trafficLight()]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('n');
    expect(await page.getByRole('status').textContent()).toBe('0.001 s, MINI begins');
  });

  test('it plays to the end, faster when asked to, and can be paused', async () => {
    await open([trafficLight()]);
    await page.getByLabel('speed').selectOption('25');
    await page.locator('body').press(' ');
    await expect.poll(seconds).toBeGreaterThan(3);
    await page.locator('#play').click();
    const paused = await time();
    expect(parseFloat(paused!)).toBeLessThan(12);
    await page.locator('#play').click();
    await expect.poll(time).toBe('12.002 s');
    expect(await page.getByRole('button', { name: 'play' }).count()).toBe(1);
    expect(await page.locator('#lines .ahead').count()).toBe(0);
  });

  test('zooming shows less of the run around the needle, and all of it again', async () => {
    await open([trafficLight()]);
    const labels = () => page.locator('#timeline g[text-anchor=middle] text').allTextContents();
    const whole = await labels();
    await page.keyboard.press('End');
    for (let i = 0; i < 6; i++) await page.keyboard.press('+');
    await expect.poll(labels).toContain('11.95 s');
    await page.getByRole('button', { name: 'whole run' }).click();
    await expect.poll(labels).toEqual(whole);
  });

  test('several runs can be chosen between', async () => {
    await open(geventFetch());
    await page.getByLabel('run').selectOption('1');
    expect(await page.locator('h1').textContent()).toBe('gevent-fetch--no-patch');
    await page.keyboard.press('End');
    expect(await seconds()).toBeGreaterThan(1.6);
  });

  test('it is light or dark as the system is, or as the reader chooses', async () => {
    const paper = () =>
      page.locator('body').evaluate((body) => {
        type Style = typeof globalThis & {
          getComputedStyle(of: unknown): { backgroundColor: string };
        };
        return (globalThis as Style).getComputedStyle(body).backgroundColor;
      });
    await page.emulateMedia({ colorScheme: 'dark' });
    await open([trafficLight()]);
    expect(await paper()).toBe('rgb(13, 17, 23)');
    await page.getByRole('button', { name: 'theme' }).click();
    expect(await paper()).toBe('rgb(255, 255, 255)');
  });

  test('ten thousand lines stay quick to step through', async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => [
      i / 1000,
      'print',
      { text: `line ${i}` },
    ]);
    await open([run('many', 10, { main: [[0, 'lane-start', begin('main')], ...(lines as [])] })]);
    await page.keyboard.press('End');
    expect(await page.locator('#lines li').count()).toBeLessThan(1100);
    expect(await page.locator('#lines [aria-current]').textContent()).toContain('line 9999');
  });

  test('hostile texts stay texts', async () => {
    await open([hostile()]);
    expect(await page.title()).toBe(hostileTexts[0]);
    expect(await page.locator('script').count()).toBe(2);
    await page.keyboard.press('End');
    await page.locator('#timeline [data-tip]').first().hover();
    expect(await page.locator('#lines').textContent()).toContain(hostileTexts[0]);
    const shown = (await page.locator('main').allTextContents()).join('');
    expect(shown).not.toMatch(/[\u202e\u2066\u009b\u001b]/);
  });
});
