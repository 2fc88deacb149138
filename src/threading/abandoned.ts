/**
 * Locks whose holder is over. A lock says so by itself to whoever wants it next; only who is asleep for
 * one already must be woken, to find out.
 */
import { Header, programWords, wordsAt } from '../memory/arena.js';
import { GIVES_UP } from './deadlock.js';
import { ABANDONED, holderOf, isOver, LockWord } from './owner.js';
import { aliveThreads, whenThreadEnds } from './record.js';

whenThreadEnds((record) => {
  const words = programWords();
  Atomics.add(words, Header.endedThreads, 1);
  Atomics.notify(words, Header.endedThreads);
  for (const { lockWait } of aliveThreads()) lookAgain(lockWait);
  // It may have been woken for a lock and ended before it could take it: another one must.
  lookAgain(record.lockWait);
});

function lookAgain(lockWait: number): void {
  const lock = lockWait & ~GIVES_UP;
  if (lock !== 0) markIfAbandoned(wordsAt(lock, LockWord.holder + 1));
}

function markIfAbandoned(words: Int32Array): void {
  const seen = Atomics.load(words, LockWord.holder);
  if (seen === 0 || isOver(holderOf(words)))
    // If this fails, the lock has been released since, and that woke somebody.
    Atomics.compareExchange(words, LockWord.holder, seen, seen === 0 ? 0 : seen | ABANDONED);
  Atomics.notify(words, LockWord.holder);
}

const awaited = new Set<{ words: Int32Array }>();
let watching = false;

/** Lets an asynchronous wait for the lock with these words look again whenever a thread has ended. */
export function watchEnds(words: Int32Array): () => void {
  const wait = { words };
  awaited.add(wait);
  if (!watching) void watch();
  return () => awaited.delete(wait);
}

async function watch(): Promise<void> {
  watching = true;
  const program = programWords();
  while (awaited.size > 0) {
    const seen = Atomics.load(program, Header.endedThreads);
    for (const { words } of awaited) markIfAbandoned(words);
    const { async, value } = Atomics.waitAsync(program, Header.endedThreads, seen);
    if (async) await value;
  }
  watching = false;
}
