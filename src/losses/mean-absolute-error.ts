import { alike, type Loss } from './loss.ts';

/** mean(|yPred - yTrue|) over the last axis. */
export const meanAbsoluteError = (): Loss => ({
  name: 'meanAbsoluteError',
  labels: 'values',
  call: (yTrue, yPred) =>
    yPred
      .sub(alike('losses.meanAbsoluteError', yTrue, yPred))
      .abs()
      .mean(-1),
});
