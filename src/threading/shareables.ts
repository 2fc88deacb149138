/**
 * Loads every class whose objects can be passed to a thread: what arrives must be known there, whether
 * or not the user's module imports this package.
 */
import './barrier.js';
import './condition.js';
import './event.js';
import './lock.js';
import './queue.js';
import './rlock.js';
import './semaphore.js';
import './thread.js';
