/** In which order the runs of several models are made. */

/** One run of one model. */
export interface Turn<Model> {
  model: Model;
  /** 0 is the uncounted round that warms the machine's caches. */
  round: number;
}

/**
 * Every model once in a round, and every second round backwards (ABBA): a machine that slowly gets
 * warmer, slower or busier then costs each model the same, since the mean position of every model
 * over two rounds is the same. Therefore the number of counted rounds is even.
 *
 * @param models in the order of the first round
 * @param runs counted rounds; round 0 comes before them and does not count
 * @see hyperfine measures command by command, so that drift falls on the later ones
 */
export function* schedule<Model>(models: readonly Model[], runs: number): Generator<Turn<Model>> {
  for (let round = 0; round <= runs; round += 1) {
    const order = round % 2 === 0 ? models.toReversed() : models;
    for (const model of order) yield { model, round };
  }
}

/** An odd number of runs: one model would come first more often than the others. */
export class OddRunsError extends RangeError {
  override name = 'OddRunsError';
  constructor(got: unknown) {
    super(
      `Expected --runs to be an even number from 2 up, so that each order of the models comes as often as its reverse, got ${String(got)}.`,
    );
  }
}

/** @throws OddRunsError */
export function checkRuns(runs: number): void {
  if (!(Number.isInteger(runs) && runs >= 2 && runs % 2 === 0)) throw new OddRunsError(runs);
}
