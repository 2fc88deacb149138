import { expose } from 'threads/worker';

expose((value) => value);
