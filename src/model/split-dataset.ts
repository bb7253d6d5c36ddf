import { ArgumentError } from '../core/errors.ts';
import type { Dataset } from './dataset.ts';
import { rows } from './host-data.ts';

/** The last rows become validation data, before any shuffling, as in Keras. */
export function splitDataset(
  call: string,
  data: Dataset,
  share: number,
): [train: Dataset, validation: Dataset] {
  if (!(share > 0 && share < 1)) {
    throw new ArgumentError(
      `${call}: validationSplit must be a number between 0 and 1, got ${String(share)}.`,
    );
  }
  const at = Math.floor(data.rows * (1 - share));
  if (at === 0 || at === data.rows) {
    throw new ArgumentError(
      `${call}: validationSplit ${share} of ${data.rows} rows leaves ${at} rows to train on and ` +
        `${data.rows - at} to validate on. Both need at least one.`,
    );
  }
  return [section(data, 0, at), section(data, at, data.rows)];
}

function section({ x, y, weights }: Dataset, begin: number, end: number): Dataset {
  return {
    rows: end - begin,
    x: x.map((array) => rows(array, begin, end)),
    y: y.map((array) => rows(array, begin, end)),
    weights: weights.map((array) => array && rows(array, begin, end)),
  };
}
