import { ArgumentError } from '../core/errors.ts';
import { Adam, type AdamOptions } from './adam.ts';
import type { Optimizer } from './optimizer.ts';
import { optionsOf } from './settings.ts';

/** As for adam, but `weightDecay` is 0.004 by default. */
export type AdamWOptions = AdamOptions;

/**
 * Adam whose weights decay on their own, not by the loss. Keras: optimizers.AdamW.
 * Source: Loshchilov and Hutter, arXiv 1711.05101.
 */
export function adamW(options: AdamWOptions | number = {}): Optimizer {
  const { weightDecay = 0.004, ...rest } = optionsOf(options);
  if (weightDecay !== null) return new Adam('adamW', { weightDecay, ...rest });
  throw new ArgumentError('optimizers.adamW: weightDecay must be a number, got null. Use optimizers.adam.');
}
