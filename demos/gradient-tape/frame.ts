import type { CellRun } from '../shared/tutorial/cell-view.ts';

/** Long enough to see one step after the other. */
const milliseconds = 60;

/** Lets readers see a step of a short loop before the next one; throws, to end the cell, after Stop. */
export async function frame(run: CellRun, share: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await run.step(share);
}
