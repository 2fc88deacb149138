/** The queues and flags that processes share: they live here, with the first process's conductor. */
import type { Ask, Got, Operation, Reply, Withdraw } from '../multiprocessing/exchange.js';
import type { Payload } from '../multiprocessing/values.js';
import type { Conductor, LaneEnd } from './conductor.js';

/** Takes the answer of one who waits. */
type Answer = (value: unknown) => undefined;

/** Those who wait for the same thing, the first come first. */
class Line {
  private readonly answers = new Set<Answer>();

  /** Joins the line; the function returned leaves it. */
  join(answer: Answer): () => void {
    this.answers.add(answer);
    return () => this.answers.delete(answer);
  }

  /** Answers the first of them; false if nobody waits. */
  answerOne(value: unknown): boolean {
    for (const answer of this.answers) {
      this.answers.delete(answer);
      answer(value);
      return true;
    }
    return false;
  }

  answerAll(value: unknown): void {
    while (this.answerOne(value));
  }
}

const SHUT: Got = { shut: true };

class SharedQueue {
  readonly maxsize: number;
  private readonly items: Payload[] = [];
  private readonly getters = new Line();
  private readonly putters = new Line();
  private readonly pollers = new Line();
  private readonly joiners = new Line();
  private unfinished = 0;
  private isShut = false;

  constructor(maxsize: number) {
    this.maxsize = maxsize;
  }

  get size(): number {
    return this.items.length;
  }

  put(item: Payload, answer: Answer): (() => void) | undefined {
    // An answer to who waits for room means: try again, before anybody else does.
    if (this.maxsize > 0 && this.size >= this.maxsize && !this.isShut)
      return this.putters.join(() => {
        this.put(item, answer);
        return undefined;
      });
    if (this.isShut) return answer(false);
    this.unfinished++;
    const got: Got = { item };
    if (!this.getters.answerOne(got)) this.items.push(item);
    if (this.size > 0) this.pollers.answerAll(true);
    return answer(true);
  }

  get(answer: Answer): (() => void) | undefined {
    const item = this.items.shift();
    if (item === undefined && !this.isShut) return this.getters.join(answer);
    if (item === undefined) return answer(SHUT);
    this.putters.answerOne(true);
    return answer({ item } satisfies Got);
  }

  poll(answer: Answer): (() => void) | undefined {
    if (this.size === 0 && !this.isShut) return this.pollers.join(answer);
    return answer(true);
  }

  /** Nothing more will be put; who waits for it need wait no longer. */
  shut(): void {
    this.isShut = true;
    this.getters.answerAll(SHUT);
    this.putters.answerAll(false);
    this.pollers.answerAll(true);
  }

  /** One item is done with; false if none was left to be. */
  done(): boolean {
    if (this.unfinished === 0) return false;
    if (--this.unfinished === 0) this.joiners.answerAll(true);
    return true;
  }

  joined(answer: Answer): (() => void) | undefined {
    if (this.unfinished > 0) return this.joiners.join(answer);
    return answer(true);
  }
}

class Flag {
  isSet = false;
  private readonly waiters = new Line();

  set(): void {
    this.isSet = true;
    this.waiters.answerAll(true);
  }

  wait(answer: Answer): (() => void) | undefined {
    if (!this.isSet) return this.waiters.join(answer);
    return answer(true);
  }
}

/** Keeps the shared objects of a program. */
class Exchange {
  private readonly queues = new Map<number, SharedQueue>();
  private readonly flags = new Map<number, Flag>();
  private last = 0;

  /** Does what is asked, and answers; who has to wait can be taken out by the function returned. */
  perform(what: Operation, answer: Answer): (() => void) | undefined {
    if (what.op === 'new-queue') {
      this.queues.set(++this.last, new SharedQueue(what.maxsize));
      return answer(this.last);
    }
    if (what.op === 'new-pipe') {
      // A queue for each direction; who makes the pipe knows the first.
      for (let i = 0; i < 2; i++) this.queues.set(++this.last, new SharedQueue(0));
      return answer(this.last - 1);
    }
    if (what.op === 'new-flag') {
      this.flags.set(++this.last, new Flag());
      return answer(this.last);
    }
    const queue = this.queues.get(what.object)!;
    const flag = this.flags.get(what.object)!;
    switch (what.op) {
      case 'put':
        return queue.put(what.item, answer);
      case 'get':
        return queue.get(answer);
      case 'poll':
        return queue.poll(answer);
      case 'join':
        return queue.joined(answer);
      case 'wait':
        return flag.wait(answer);
      case 'shut':
        queue.shut();
        return answer(undefined);
      case 'state':
        return answer({ size: queue.size, maxsize: queue.maxsize });
      case 'done':
        return answer(queue.done());
      case 'set':
        flag.set();
        return answer(true);
      case 'clear':
        return answer((flag.isSet = false));
      case 'is-set':
        return answer(flag.isSet);
    }
  }
}

/** Who asked, by the numbers of their calls, and how to take them out of their lines. */
class Calls {
  private readonly open = new Map<LaneEnd, Map<number, () => void>>();

  of(from: LaneEnd): Map<number, () => void> {
    let calls = this.open.get(from);
    if (calls === undefined) {
      this.open.set(from, (calls = new Map()));
      from.whenGone(() => {
        for (const withdraw of this.open.get(from)!.values()) withdraw();
        this.open.delete(from);
      });
    }
    return calls;
  }
}

/** Offers the services `exchange` and `exchange-withdraw`, in the program's first process. */
export function offerExchange(conductor: Conductor): void {
  const exchange = new Exchange();
  const open = new Calls();

  conductor.offer<Ask>('exchange', ({ call, what, seconds }, from) => {
    const calls = open.of(from);
    let timer: NodeJS.Timeout | undefined;
    let answered = false;
    const answer: Answer = (value) => {
      answered = true;
      clearTimeout(timer);
      calls.delete(call);
      from.post({ to: 'exchange', call, value } as Reply);
      return undefined;
    };
    const leave = exchange.perform(what, answer);
    if (answered || leave === undefined) return;
    const withdraw = (): void => {
      clearTimeout(timer);
      leave();
    };
    const late = (): void => {
      leave();
      answer(undefined);
    };
    calls.set(call, withdraw);
    if (seconds === 0) late();
    else if (seconds !== null) timer = setTimeout(late, seconds * 1000);
  });

  conductor.offer<Withdraw>('exchange-withdraw', ({ call }, from) => {
    const calls = open.of(from);
    calls.get(call)?.();
    calls.delete(call);
  });
}

/** Offers the same services in a child's own conductor, by asking the one above. */
export function relayExchange(
  conductor: Conductor,
  sendAbove: (request: Ask | Withdraw) => void,
): (reply: Reply) => void {
  const open = new Calls();
  const asked = new Map<number, (value: unknown) => void>();
  let last = 0;

  conductor.offer<Ask>('exchange', (ask, from) => {
    const above = ++last;
    const calls = open.of(from);
    asked.set(above, (value) => {
      calls.delete(ask.call);
      from.post({ to: 'exchange', call: ask.call, value } as Reply);
    });
    calls.set(ask.call, () => {
      asked.delete(above);
      sendAbove({ do: 'exchange-withdraw', call: above });
    });
    sendAbove({ ...ask, call: above });
  });
  conductor.offer<Withdraw>('exchange-withdraw', ({ call }, from) => {
    open.of(from).get(call)?.();
    open.of(from).delete(call);
  });
  return ({ call, value }) => {
    asked.get(call)?.(value);
    asked.delete(call);
  };
}
