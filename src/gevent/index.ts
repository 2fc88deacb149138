/**
 * gevent: greenlets as async functions on one thread, in Python's vocabulary. Whatever waits here
 * returns a promise, and whoever awaits it gives way to the others.
 *
 * @module
 * @see Python's `gevent`
 */
export { Greenlet, getcurrent, spawn, type Body } from './greenlet.js';
export { joinall, wait, type JoinallOptions, type WaitOptions } from './joinall.js';
export { sleep } from './sleep.js';
export { Timeout, withTimeout } from './timeout.js';
export { Event } from './event.js';
export { AsyncResult } from './async-result.js';
export { Semaphore } from './semaphore.js';
export { Queue } from './queue.js';
export { Pool, type Items } from './pool.js';
export { GreenletExit } from '../greenlet/errors.js';
export { BadCountError, GreenletStartedError, LoopExit, NotAFunctionError } from './errors.js';
export { get, type GetOptions } from './get.js';
export { Linkable, type Link } from './linkable.js';
export { monkey } from './monkey.js';
export { Response } from './response.js';
export {
  BadCertificateError,
  BodyTooLargeError,
  BrokenAnswerError,
  ConnectionRefusedError,
  FetchError,
  FetchTimeoutError,
  HttpStatusError,
  NotHttpError,
  TooManyRedirectsError,
  UnknownHostError,
  UnreachableError,
} from './fetch-errors.js';
