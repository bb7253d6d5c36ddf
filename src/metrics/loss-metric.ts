import type { Loss } from '../losses/loss.ts';
import type { MeanMetric, MetricOptions } from './metric.ts';

/** Makes a metric of a loss: its mean over examples. It takes the loss's options, and a name. */
export const lossMetric =
  <O extends object>(loss: (options?: O) => Loss, usual?: string) =>
  ({ name, ...options }: MetricOptions & Partial<O> = {} as Partial<O>): MeanMetric => {
    const made = loss(options as O);
    return { name: name ?? usual ?? made.name, call: made.call };
  };
