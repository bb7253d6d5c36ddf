import type { ChooseOptions } from './choices.ts';
import { LANES } from './combine-lanes.ts';
import type { RowsShape } from './kernel.ts';
import { type RowsVariant, SERIAL, TEAM } from './rows-variants.ts';

/** Shorter rows leave most lanes of a workgroup without work: nothing to measure. */
const FEWEST_COLUMNS = LANES / 2;

/** Which kernel reduces rows: as measured, or else as far as can be told without. */
export function chooseRows(shape: RowsShape, { software, rows }: ChooseOptions): RowsVariant {
  const measured = shape.columns >= FEWEST_COLUMNS ? rows?.(shape) : null;
  return measured ?? (!software && suitsTeam(shape) ? TEAM : SERIAL);
}

/**
 * Neighbouring invocations should read neighbouring memory: lanes share a row where its columns lie
 * next to one another; else each takes a row, unless there are too few of them to fill a GPU.
 */
const suitsTeam = ({ rows, columns, adjacent }: RowsShape): boolean =>
  columns >= LANES && (rows < 4 * LANES || adjacent);
