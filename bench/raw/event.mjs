/** Two threads that wake each other by `Atomics.wait` and `notify`, or only look, and nothing else. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const ROUNDS = 20_000;
const WARM_UP = 10_000;
const CACHE_LINE_WORDS = 16;
const SLEEPERS = 1;

function passOn(words, mine, theirs, seen) {
  Atomics.wait(words, mine, seen);
  Atomics.add(words, theirs, 1);
  Atomics.notify(words, theirs);
}

function passOnSpinning(words, mine, theirs, seen) {
  while (Atomics.load(words, mine) === seen);
  Atomics.add(words, theirs, 1);
}

/**
 * As `passOn`, with what an event adds to a word: it is seen to be set, and is cleared again; who waits is
 * counted, so that setting one for which nobody waits need not notify, and looks again when it wakes.
 */
function passOnEvents(words, mine, theirs) {
  const seen = Atomics.load(words, mine);
  if ((seen & 1) === 0) {
    Atomics.add(words, mine + SLEEPERS, 1);
    while (Atomics.load(words, mine) === seen) Atomics.wait(words, mine, seen);
    Atomics.sub(words, mine + SLEEPERS, 1);
  }
  flip(words, mine, 1);
  if (flip(words, theirs, 0) && Atomics.load(words, theirs + SLEEPERS) > 0)
    Atomics.notify(words, theirs);
}

/** An odd number says that the event is set. */
function flip(words, at, from) {
  const state = Atomics.load(words, at);
  return (
    (state & 1) === from && Atomics.compareExchange(words, at, state, (state + 1) | 0) === state
  );
}

const pass = { passOn, passOnEvents, passOnSpinning };

function startTwo(how) {
  const words = new Int32Array(new SharedArrayBuffer(8 * CACHE_LINE_WORDS));
  for (const mine of [0, CACHE_LINE_WORDS]) {
    const workerData = { words, mine, how };
    const worker = new Worker(new URL(import.meta.url), { workerData });
    if (mine > 0) return new Promise((resolve) => worker.once('message', resolve));
  }
}

/** Seconds of a round trip of two threads that sleep while they wait. */
export const pingPong = () => startTwo('passOn');

/** The same with events in place of bare words. */
export const events = () => startTwo('passOnEvents');

/** Of two that never sleep: what two cores can do at most. */
export const spinning = () => startTwo('passOnSpinning');

if (!isMainThread && workerData?.words !== undefined) {
  const { words, mine, how } = workerData;
  const theirs = CACHE_LINE_WORDS - mine;
  let began;
  if (mine > 0) Atomics.add(words, theirs, 1);
  if (mine > 0) Atomics.notify(words, theirs);
  for (let i = 0; i < WARM_UP + ROUNDS; i++) {
    if (i === WARM_UP) began = process.hrtime.bigint();
    pass[how](words, mine, theirs, i);
  }
  if (mine > 0) parentPort.postMessage(Number(process.hrtime.bigint() - began) / 1e9 / ROUNDS);
}
