import { alike, type Loss, meanOfLast } from './loss.ts';

/** mean((yPred - yTrue)²) over the last axis. */
export const meanSquaredError = (): Loss => ({
  name: 'meanSquaredError',
  labels: 'values',
  call: (yTrue, yPred) => meanOfLast(yPred.sub(alike('losses.meanSquaredError', yTrue, yPred)).square()),
});
