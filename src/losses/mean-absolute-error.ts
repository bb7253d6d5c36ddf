import { alike, type Loss, meanOfLast } from './loss.ts';

/** mean(|yPred - yTrue|) over the last axis. */
export const meanAbsoluteError = (): Loss => ({
  name: 'meanAbsoluteError',
  labels: 'values',
  call: (yTrue, yPred) => meanOfLast(yPred.sub(alike('losses.meanAbsoluteError', yTrue, yPred)).abs()),
});
