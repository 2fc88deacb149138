/** What examples take for granted: each name stands for what its example's words say it is. */
import type * as api from 'concurrency-demos';

declare global {
  // Shared objects that another line made.
  const green: api.Event;
  const lock: api.Lock;
  const ready: api.Condition;
  const jobs: api.Queue<string>;
  const cell: Int32Array;
  const counter: Int32Array<SharedArrayBuffer>;
  const balance: Int32Array;
  const pool: api.Pool;
  const permits: api.gevent.Semaphore;
  const opened: api.gevent.Event;
  const worker: api.gevent.Greenlet;
  const gr1: api.Greenlet;
  const gr2: api.Greenlet;

  // The reader's own functions and values.
  const name: string;
  const url: string;
  const urls: string[];
  function main(): void;
  function run(name: string): void;
  function car(name: string, green: api.Event): void;
  function work(jobs?: api.Queue<string> | api.multiprocessing.Queue<string>): void;
  function talk(end: api.multiprocessing.Connection): void;
  function serve(ready: api.multiprocessing.Event): void;
  function square(n: number): number;
  function f(name: string): Promise<void>;
  function answer(): void;
  function download(url: string): Promise<api.gevent.Response>;
  function load(): Promise<string>;
  function save(text: string): Promise<void>;
}
