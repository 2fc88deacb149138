/** What the notebook says of processes and threads, in eight experiments that run now. */
import { fstatSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';
import {
  defineDemo,
  Event,
  Pool,
  print,
  sleep,
  text,
} from 'concurrency-demos';
import { claims } from './process-vs-thread/claims.js';
import {
  child,
  here,
  mb,
  median,
  ms,
  run,
  say,
  signalling,
  thread,
  timed,
  µs,
} from './process-vs-thread/lab.js';

export function count(counter: Int32Array): void {
  for (let i = 0; i < 1000; i++) counter[0]!++;
  say(
    `${here()} counted to ${counter[0]}`,
    `${here()}数到 ${counter[0]}`,
  );
}

function memory(): void {
  const shared = new Int32Array(new SharedArrayBuffer(4));
  run(thread(count, shared));
  say(`main sees ${shared[0]}`, `主线程看到 ${shared[0]}`);
  const own = new Int32Array(1);
  run(child(count, own));
  say(`main sees ${own[0]}`, `主线程看到 ${own[0]}`);
}

let variable = 'as written';
export function add(numbers: Float64Array): number {
  const sum = numbers.reduce((sum, number) => sum + number, 0);
  say(
    `${here()} adds up ${sum}, and sees '${variable}'`,
    `${here()}求和 ${sum}，看到变量 '${variable}'`,
  );
  return sum;
}

function data(pool: Pool): void {
  variable = 'changed by main';
  say(
    `main sets a variable: '${variable}'`,
    `主线程修改变量：'${variable}'`,
  );
  const numbers = new Float64Array(new SharedArrayBuffer(8_000_000)).fill(
    0.5,
  );
  run(thread(add, numbers)); // nothing is copied
  let sum = 0;
  const time = ms(
    timed(() => (sum = pool.apply(add, [numbers.slice()]))),
  );
  const size = mb(numbers.byteLength);
  say(
    `a process got ${size} by message and answered ${sum}, in ${time}`,
    `进程通过消息收到 ${size}，回答 ${sum}，用时 ${time}`,
  );
}

export function read(limit: Int32Array, changed?: Event): void {
  changed?.wait();
  say(`${here()} reads ${limit[0]}`, `${here()}读到 ${limit[0]}`);
}

function change(): void {
  const limit = new Int32Array(new SharedArrayBuffer(4)).fill(1);
  const changed = new Event({ name: 'changed' });
  const lanes = [
    thread(read, limit, changed),
    child(read, limit.slice()),
  ];
  for (const lane of lanes) lane.start();
  limit[0] = 2;
  say(
    'while both run, main changes the limit from 1 to 2',
    '两者运行时，主线程把上限从 1 改成 2',
  );
  changed.set();
  for (const lane of lanes) lane.join();
}

export function belongings(file: number, inode: number): void {
  let open = false;
  try {
    open = fstatSync(file).ino === inode;
  } catch {
    // The number means nothing in this process.
  }
  say(
    `process ${process.pid}, thread ${threadId}, file ${file} ${open ? 'open' : 'not open'}`,
    `进程 ${process.pid}，线程 ${threadId}，文件 ${file} ${open ? '已打开' : '未打开'}`,
  );
}

function resources(): void {
  const file = openSync(fileURLToPath(import.meta.url), 'r');
  const { ino } = fstatSync(file);
  belongings(file, ino);
  run(thread(belongings, file, ino));
  run(child(belongings, file, ino));
}

export function answer(ping: Event, pong: Event, rounds: number): void {
  for (let i = 0; i < rounds; i++) {
    ping.wait();
    ping.clear();
    pong.set();
  }
}

export function echo(value: number): number {
  return value;
}

function talk(pool: Pool): void {
  const [ping, pong] = [
    new Event({ name: 'ping' }),
    new Event({ name: 'pong' }),
  ];
  const other = thread(answer, ping, pong, 101);
  const round = (): void => {
    ping.set();
    pong.wait();
    pong.clear();
  };
  other.start();
  round(); // from now on the thread is there
  const [direct, piped] = [
    median(100, round),
    median(100, () => pool.apply(echo, [1])),
  ];
  other.join();
  say(
    `there and back: to a thread ${µs(direct)} by an Event, to a process ${µs(piped)} by a pipe`,
    `一个来回：到线程 ${µs(direct)}（Event），到进程 ${µs(piped)}（管道）`,
  );
}

export function idle(up: Event, end: Event): void {
  up.set();
  end.wait();
}

export function memoryUsed(): number {
  return process.memoryUsage().rss;
}

function creation(pool: Pool): void {
  const end = new Event({ name: 'end' });
  const before = memoryUsed();
  const threads = [1, 2, 3].map(() => {
    const up = new Event({ name: 'up' });
    const made = thread(idle, up, end);
    made.start();
    up.wait();
    return made;
  });
  const each = mb((memoryUsed() - before) / threads.length);
  end.set();
  for (const made of threads) made.join();
  const process = mb(pool.apply(memoryUsed, []));
  say(
    `memory of a thread ${each}, of a process ${process}`,
    `线程占内存 ${each}，进程 ${process}`,
  );
}

export function obey(stop: Event): void {
  stop.wait();
  say('another thread told me to stop', '另一个线程让我停止');
}

export function command(stop: Event): void {
  stop.set();
}

export function endless(): void {
  for (;;) sleep(1);
}

function control(): void {
  const stop = new Event({ name: 'stop' });
  const worker = thread(obey, stop);
  worker.start();
  run(thread(command, stop));
  worker.join();
  const own = child(endless);
  own.start();
  try {
    child(command, own).start();
  } catch (error) {
    const { name } = error as Error;
    say(
      `main hands its child to another child: ${name}`,
      `把子进程交给别的子进程：${name}`,
    );
  }
  own.join(0.2); // it goes on
  own.terminate();
  own.join();
  say(
    `main ends its child: exit code ${own.exitcode}`,
    `父进程终止子进程：退出码 ${own.exitcode}`,
  );
  const said = signalling(1);
  say(
    `a signal to process 1, not our child; the operating system: ${said}`,
    `给 1 号进程（不是子进程）发信号，操作系统说：${said}`,
  );
}

export function nothing(): void {}

function start(): void {
  const [fast, slow] = [
    median(10, () => run(thread(nothing))),
    median(10, () => run(child(nothing))),
  ];
  const ratio = (slow / fast).toFixed(1);
  say(
    `from start to end, median of ten: thread ${ms(fast)}, process ${ms(slow)} (${ratio} times)`,
    `从启动到结束，十次的中位数：线程 ${ms(fast)}，进程 ${ms(slow)}（${ratio} 倍）`,
  );
}

export function main(): void {
  const pool = new Pool(1);
  const experiments = [
    memory,
    data,
    change,
    resources,
    talk,
    creation,
    control,
    start,
  ];
  for (const [index, experiment] of experiments.entries()) {
    const { claim, node } = claims[index]!;
    print(`${index + 1}. ${text(claim)}`);
    experiment(pool);
    print(`  Node: ${text(node)}`);
  }
  pool.close();
  pool.join();
}

export default defineDemo({
  main,
  summary: {
    en: 'eight differences of processes and threads, each shown by an experiment',
    zh: '进程与线程的八点区别，每点一个实验',
  },
  teaches: 'multiprocessing.Process',
  ideal: {
    none: 'it measures what starting, talking and ending cost, and an ideal run has no such cost',
  },
});
