/**
 * Two greenlets hand control to each other by name: one thread, no scheduler, the program itself
 * decides who runs. When t2 ends, control goes to its parent, the main program; t1 stays suspended in
 * its second switch.
 */
import { defineDemo, greenlet, print } from 'concurrency-demos';

function* t1() {
  print('t1');
  yield gr2.switch();
  print('t1.gr2.switch()');
  yield gr2.switch();
}

function* t2() {
  print('t2');
  yield gr1.switch();
  print('t2.gr1.switch()');
}

const gr1 = greenlet(t1);
const gr2 = greenlet(t2);

export function main(): void {
  gr1.switch();
}

export default defineDemo({
  main,
  summary: {
    en: 'two greenlets hand control to each other by name',
    zh: '两个协程按名字互相切换',
  },
  teaches: 'greenlet.greenlet',
  ideal: 0,
});
