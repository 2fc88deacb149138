/** The public API: Python's concurrency vocabulary on real threads, processes and coroutines. */
export type { Bilingual, Demo, DemoOption, OptionValues } from './demo.js';
export type { BooleanOption, NumberOption, StringOption, StringsOption } from './demo.js';
export { defineDemo, options, speed, text } from './demo.js';
export { print } from './lane/print.js';
export { sleep } from './lane/sleep.js';
export { runMain } from './stage/local.js';
export { activeCount, currentThread, enumerate, mainThread, Thread } from './threading/thread.js';
export type { Callable, ThreadOptions } from './threading/thread.js';
export { setExcepthook, type Excepthook } from './threading/excepthook.js';
export {
  BadTimeoutError,
  BlockingOnMainThreadError,
  BootstrapError,
  NotCloneableError,
  NoRoomError,
  NotExportedError,
} from './lane/errors.js';
export {
  AbandonedLockError,
  AsyncBodyError,
  BadPartiesError,
  BadPermitsError,
  BadQueueSizeError,
  BrokenBarrierError,
  DaemonStatusError,
  DeadlockError,
  JoinCurrentThreadError,
  NotHolderError,
  NotLockedError,
  QueueEmptyError,
  QueueFullError,
  TaskDoneError,
  ThreadNotStartedError,
  ThreadStartedError,
  TimeoutWithoutBlockingError,
  TooManyReleasesError,
} from './threading/errors.js';
export type { LaneEvent, LaneKind, RunEnd, RunStart, TraceEvent } from './trace/event.js';
export { Event, type EventOptions } from './threading/event.js';
export { greenlet, getcurrent } from './greenlet/greenlet.js';
export type { Greenlet, GreenletBody } from './greenlet/greenlet.js';
export {
  BadBodyError,
  BadParentError,
  GreenletExit,
  NotASwitchError,
  ParentCycleError,
  SwitchWithoutYieldError,
} from './greenlet/errors.js';
export { activeChildren, Process, type ProcessOptions } from './multiprocessing/process.js';
export { currentProcess, type OwnProcess } from './multiprocessing/own.js';
export { Pool, ThreadPool, type PoolOptions } from './multiprocessing/pool.js';
export type { Chunking, MapOptions } from './multiprocessing/chunks.js';
export { AsyncResult, type Callbacks } from './multiprocessing/async-result.js';
export {
  EndOfPipeError,
  OneWayError,
  PoolBrokenError,
  PoolClosedError,
  PoolRunningError,
  PoolSizeError,
  PoolTerminatedError,
  ProcessAliveError,
  ProcessClosedError,
  ProcessDaemonError,
  ProcessNotStartedError,
  ProcessStartedError,
  ResultNotReadyError,
  TaskTimeoutError,
  UnsendableResultError,
  WorkerDiedError,
} from './multiprocessing/errors.js';
export * as gevent from './gevent/index.js';
export { Lock } from './threading/lock.js';
export { RLock } from './threading/rlock.js';
export type { LockOptions } from './threading/base-lock.js';
export type { Hold } from './threading/holdable.js';
export { Barrier, type BarrierOptions } from './threading/barrier.js';
export { Condition, type ConditionOptions } from './threading/condition.js';
export { BoundedSemaphore, Semaphore, type SemaphoreOptions } from './threading/semaphore.js';
export { Queue, type QueueOptions } from './threading/queue.js';
export * as multiprocessing from './multiprocessing/index.js';
