/** Greenlets of this project's. */
import { greenlet } from '../../dist/bundle/index.js';

/** Seconds of a switch between two greenlets. */
export function switching(count = 2_000_000) {
  const rounds = count / 2;
  const pass = (to) =>
    function* () {
      for (let i = 0; i < rounds; i++) yield to().switch();
    };
  const once = () => {
    const one = greenlet(pass(() => two));
    const two = greenlet(pass(() => one));
    const began = process.hrtime.bigint();
    one.switch();
    return Number(process.hrtime.bigint() - began) / 1e9 / count;
  };
  once();
  return once();
}
