import { type F1Options, fBetaScore } from './f-beta-score.ts';
import type { SumMetric } from './metric.ts';

/** Harmonic mean of precision and recall, for labels that are rows of 0 and 1, [rows, classes]. Keras: F1Score, but for `average`. */
export const f1Score = ({ name = 'f1Score', ...options }: F1Options = {}): SumMetric =>
  fBetaScore({ name, ...options });
