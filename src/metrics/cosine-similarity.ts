import { type CosineSimilarityOptions, cosineSimilarity as loss } from '../losses/cosine-similarity.ts';
import type { MeanMetric, MetricOptions } from './metric.ts';

/** Mean cosine of the angle between label and prediction: 1 when they point the same way. The loss has the other sign. */
export function cosineSimilarity({
  name = 'cosineSimilarity',
  ...options
}: CosineSimilarityOptions & MetricOptions = {}): MeanMetric {
  const { call } = loss(options);
  return { name, call: (yTrue, yPred) => call(yTrue, yPred).neg() };
}
