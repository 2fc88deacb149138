import { afterEach, expect, test } from 'vitest';
import { print } from '../../src/lane/print.js';
import { greenlet, getcurrent } from '../../src/greenlet/greenlet.js';
import { currentLane, listen } from '../../src/trace/emit.js';

/** The events so far, lanes by name. */
function listening(): string[] {
  const seen: string[] = [];
  const names = new Map<number, string>([[0, 'main']]);
  listen({
    write(lane, event) {
      if (event.type === 'lane-start') names.set(lane, event.name!);
      const what =
        event.type === 'print'
          ? event.text
          : event.type === 'switch'
            ? names.get(Number(event.to))
            : event.type === 'lane-end'
              ? event.how
              : event.type === 'lane-start'
                ? `of ${names.get(Number(event.parent))}`
                : '';
      seen.push(`${names.get(lane)} ${event.type} ${what}`);
    },
  });
  return seen;
}

afterEach(() => listen(null));

test('each greenlet is a lane that begins at its first turn, and every switch is told', () => {
  const seen = listening();
  const gr1 = greenlet(function* t1() {
    print('one');
    yield gr2.switch();
  });
  const gr2 = greenlet(function* t2() {
    print('two');
  });
  gr1.switch();
  print('home');
  expect(seen).toEqual([
    't1 lane-start of main',
    'main switch t1',
    't1 print one',
    't2 lane-start of main',
    't1 switch t2',
    't2 print two',
    't2 switch main',
    't2 lane-end returned',
    'main print home',
  ]);
});

test('a lane ends as failed or killed, and the lane outside is the current one again', () => {
  const seen = listening();
  const faulty = greenlet(function* faulty() {
    throw new Error('x');
  });
  const idle = greenlet(function* idle() {
    yield getcurrent().parent!.switch();
  });
  expect(() => faulty.switch()).toThrow('x');
  expect(currentLane()).toBe(0);
  idle.switch();
  idle.throw();
  expect(seen.filter((line) => line.includes('lane-end'))).toEqual([
    'faulty lane-end failed',
    'idle lane-end killed',
  ]);
});
