import { describe, expect, it } from 'vitest';
import { wordsAt, allocate } from '../../src/memory/arena.js';
import { enter, leave } from '../../src/threading/guard.js';
import { Queue } from '../../src/threading/queue.js';
import { ThreadRecord } from '../../src/threading/record.js';

/** The guard of a queue is its first word behind its name. */
const guardOf = (queue: Queue): Int32Array => wordsAt(queue.offset + 4, 1);

function endedThread(): ThreadRecord {
  const record = ThreadRecord.create('ended', false, 99);
  record.markStarted();
  record.markStopped();
  return record;
}

describe('a guard', () => {
  it('is entered and left', () => {
    const words = wordsAt(allocate(4), 1);
    enter(words, 0);
    expect(words[0]).not.toBe(0);
    leave(words, 0);
    expect(words[0]).toBe(0);
  });

  it('whose holder was ended inside is taken over, so that a queue goes on', () => {
    const queue = new Queue<number>();
    queue.putNowait(1);
    guardOf(queue)[0] = endedThread().offset;
    queue.putNowait(2);
    expect([queue.getNowait(), queue.getNowait()]).toEqual([1, 2]);
    expect(guardOf(queue)[0]).toBe(0);
  });
});
