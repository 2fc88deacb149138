/** A bare trampoline of two generators that name whom to resume next. */
export function switching(count = 2_000_000) {
  const rounds = count / 2;
  function* pass(to) {
    for (let i = 0; i < rounds; i++) yield to();
  }
  const once = () => {
    const one = pass(() => two);
    const two = pass(() => one);
    const began = process.hrtime.bigint();
    for (let step = one.next(); !step.done;) step = step.value.next();
    return Number(process.hrtime.bigint() - began) / 1e9 / count;
  };
  once();
  return once();
}
