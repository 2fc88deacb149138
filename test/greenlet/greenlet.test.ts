import { expect, test } from 'vitest';
import { getcurrent, greenlet } from '../../src/greenlet/greenlet.js';
import {
  BadBodyError,
  BadParentError,
  GreenletExit,
  NotASwitchError,
  ParentCycleError,
  SwitchWithoutYieldError,
} from '../../src/greenlet/errors.js';

test('control goes into a child, back to its parent, in again, and home when the child ends', () => {
  const order: number[] = [];
  const child = greenlet(function* () {
    order.push(1);
    yield getcurrent().parent!.switch();
    order.push(3);
  });
  order.push(0);
  child.switch();
  order.push(2);
  child.switch();
  order.push(4);
  expect(order).toEqual([0, 1, 2, 3, 4]);
  expect(child.dead).toBe(true);
});

test('two children interleave, and each is dead only after its function has ended', () => {
  const order: string[] = [];
  function* body(name: string) {
    order.push(`${name}1`);
    yield main.switch();
    order.push(`${name}2`);
  }
  const main = getcurrent();
  const [a, b] = [greenlet(body), greenlet(body)];
  a.switch('a');
  b.switch('b');
  expect([a.dead, b.dead]).toEqual([false, false]);
  b.switch();
  expect([a.dead, b.dead]).toEqual([false, true]);
  a.switch();
  expect([a.dead, b.dead]).toEqual([true, true]);
  expect(order).toEqual(['a1', 'b1', 'b2', 'a2']);
});

test('the notebook: when t2 ends control goes to its parent and t1 stays suspended', () => {
  const lines: string[] = [];
  const gr1 = greenlet(function* t1() {
    lines.push('t1');
    yield gr2.switch();
    lines.push('t1.gr2.switch()');
    yield gr2.switch();
    lines.push('never');
  });
  const gr2 = greenlet(function* t2() {
    lines.push('t2');
    yield gr1.switch();
    lines.push('t2.gr1.switch()');
  });
  gr1.switch();
  expect(lines).toEqual(['t1', 't2', 't1.gr2.switch()', 't2.gr1.switch()']);
  expect([gr1.dead, gr2.dead]).toEqual([false, true]);
});

test('a greenlet that a greenlet makes goes back to its maker', () => {
  const order: string[] = [];
  const outer = greenlet(function* () {
    const inner = greenlet(function* () {
      order.push('inner');
      yield getcurrent().parent!.switch('from inner');
      order.push('inner ends');
    });
    expect(inner.parent).toBe(outer);
    order.push(yield inner.switch());
    yield inner.switch();
    order.push('outer ends');
  });
  outer.switch();
  expect(order).toEqual(['inner', 'from inner', 'inner ends', 'outer ends']);
});

test('values travel both ways: none is undefined, one is itself, several are an array', () => {
  const main = getcurrent();
  const got: unknown[] = [];
  const echo = greenlet(function* (...args: unknown[]) {
    got.push(args);
    got.push(yield main.switch('one'));
    got.push(yield main.switch(1, 2));
    got.push(yield main.switch());
    return 'result';
  });
  expect(echo.switch('a', 'b')).toBe('one');
  expect(echo.switch()).toEqual([1, 2]);
  expect(echo.switch([7])).toBeUndefined();
  expect(echo.switch(8, 9)).toBe('result');
  expect(got).toEqual([['a', 'b'], undefined, [7], [8, 9]]);
});

test('switching to a dead greenlet lands in its parent, with the value', () => {
  const child = greenlet(function* () {});
  child.switch();
  expect(child.switch()).toBeUndefined();
  expect(child.switch('back')).toBe('back');
});

test('a greenlet that switches to itself gets its own value', () => {
  const self = greenlet(function* () {
    return yield self.switch(3);
  });
  expect(self.switch()).toBe(3);
  expect(getcurrent().switch('here')).toBe('here');
});

test('an error goes to the parent of that moment, which may catch it', () => {
  const caught: unknown[] = [];
  const faulty = greenlet(function* () {
    throw new RangeError('mine');
  });
  const catcher = greenlet(function* () {
    try {
      yield faulty.switch();
    } catch (error) {
      caught.push(error);
    }
    return 'recovered';
  });
  faulty.parent = catcher;
  expect(catcher.switch()).toBe('recovered');
  expect(caught).toEqual([new RangeError('mine')]);
  expect(() => greenlet(faulty.body!).switch()).toThrow(new RangeError('mine'));
});

test('after an error at the top level the next switch works', () => {
  const faulty = greenlet(function* () {
    throw new Error('once');
  });
  expect(() => faulty.switch()).toThrow('once');
  expect(faulty.dead).toBe(true);
  expect(getcurrent().parent).toBeNull();
  expect(
    greenlet(function* () {
      return 5;
    }).switch(),
  ).toBe(5);
});

test('a finished child starts its never started parent, with its result as the argument', () => {
  const parent = greenlet(function* (got: string) {
    return `parent got ${got}`;
  });
  const child = greenlet(function* () {
    return 'the result';
  }, parent);
  expect(child.switch()).toBe('parent got the result');
});

test('a parent chain that closes in a circle is refused', () => {
  const a = greenlet(function* a() {});
  const b = greenlet(function* b() {}, a);
  const c = greenlet(function* c() {}, b);
  expect(() => (a.parent = c)).toThrow(ParentCycleError);
  expect(() => (a.parent = a)).toThrow(ParentCycleError);
  expect(a.parent).toBe(getcurrent());
});

test('only a greenlet can be a parent, and main has none', () => {
  const child = greenlet(function* () {});
  expect(() => (child.parent = {} as typeof child)).toThrow(BadParentError);
  expect(() => (getcurrent().parent = child)).toThrow(BadParentError);
});

test('throw raises at the suspended switch, where it can be caught and run on', () => {
  const main = getcurrent();
  const child = greenlet(function* () {
    try {
      yield main.switch();
    } catch (error) {
      return `caught ${String(error)}`;
    }
    return 'not reached';
  });
  child.switch();
  expect(child.throw(RangeError, 'ciao')).toBe('caught RangeError: ciao');

  const second = greenlet(child.body!);
  second.switch();
  expect(second.throw(new TypeError('an instance'))).toBe('caught TypeError: an instance');
});

test('throw without argument ends a greenlet quietly: GreenletExit comes back as a value', () => {
  const main = getcurrent();
  let cleanedUp = false;
  const child = greenlet(function* () {
    try {
      yield main.switch();
    } finally {
      cleanedUp = true;
    }
  });
  child.switch();
  expect(child.throw()).toBeInstanceOf(GreenletExit);
  expect(child.dead).toBe(true);
  expect(cleanedUp).toBe(true);
  expect(child.throw()).toBeInstanceOf(GreenletExit);
});

test('throw into one that has not started kills it; the error goes on to its parent', () => {
  const seen: unknown[] = [];
  const main = getcurrent();
  const parent = greenlet(function* () {
    try {
      yield main.switch();
    } catch (error) {
      seen.push(error);
    }
    return 'caught by the parent';
  });
  const child = greenlet(function* () {}, parent);
  parent.switch();
  expect(child.throw(new RangeError('through'))).toBe('caught by the parent');
  expect(child.dead).toBe(true);
  expect(seen).toEqual([new RangeError('through')]);
  expect(greenlet(function* () {}).throw()).toBeInstanceOf(GreenletExit);
});

test('throw into a suspended greenlet that does not catch it goes on to its parent', () => {
  const main = getcurrent();
  const child = greenlet(function* () {
    yield main.switch();
  });
  child.switch();
  expect(() => child.throw(new RangeError('through'))).toThrow(new RangeError('through'));
});

test('generators built of greenlets interleave producer and consumer exactly', () => {
  const seen: number[] = [];
  function* produce(n: number, consumer: ReturnType<typeof getcurrent>) {
    for (let i = 0; i < n; i++) {
      seen.push(i);
      yield consumer.switch(i);
    }
  }
  for (let round = 0; round < 3; round++) {
    const producer = greenlet(produce);
    for (let i = 0; i < 5; i++) {
      expect(i === 0 ? producer.switch(5, getcurrent()) : producer.switch()).toBe(i);
      seen.push(-i);
    }
  }
  const round = [0, -0, 1, -1, 2, -2, 3, -3, 4, -4];
  expect(seen).toEqual([...round, ...round, ...round]);
});

test('a generator called by yield* switches for its greenlet', () => {
  const main = getcurrent();
  function* ask(question: string): Generator<unknown, string, string> {
    return `${question} ${yield main.switch(question)}`;
  }
  const child = greenlet(function* () {
    return [yield* ask('a?'), yield* ask('b?')];
  });
  expect(child.switch()).toBe('a?');
  expect(child.switch('1')).toBe('b?');
  expect(child.switch('2')).toEqual(['a? 1', 'b? 2']);
});

test('a switch that is not yielded is named, and so is what was yielded instead of one', () => {
  const other = greenlet(function* () {});
  const forgetful = greenlet(function* forgetful() {
    other.switch();
  });
  expect(() => forgetful.switch()).toThrow(SwitchWithoutYieldError);
  const twice = greenlet(function* twice() {
    other.switch();
    yield other.switch();
  });
  expect(() => twice.switch()).toThrow('twice called switch() or throw() without yielding');
  const counting = greenlet(function* counting() {
    yield 42;
  });
  expect(() => counting.switch()).toThrow(NotASwitchError);
  const mixed = greenlet(function* mixed() {
    other.switch();
    yield 42;
  });
  expect(() => mixed.switch()).toThrow(SwitchWithoutYieldError);
  expect(other.dead).toBe(false);
});

test('what is no generator function is refused with the remedy', () => {
  expect(() => greenlet(5 as never)).toThrow(BadBodyError);
  expect(() => greenlet((async () => {}) as never).switch()).toThrow(/gevent\.spawn/);
});

test('a greenlet cannot be sent to another thread', () => {
  expect(() => structuredClone(greenlet(function* () {}))).toThrow(/could not be cloned/);
});

test('its text form tells its name and state', () => {
  const seen: string[] = [];
  const child = greenlet(function* worker() {
    seen.push(String(getcurrent()));
    yield getcurrent().parent!.switch();
  });
  seen.push(String(child));
  child.switch();
  seen.push(String(child));
  child.switch();
  seen.push(String(child));
  expect(seen).toEqual([
    '<greenlet worker, not started>',
    '<greenlet worker, current>',
    '<greenlet worker, suspended>',
    '<greenlet worker, dead>',
  ]);
});
