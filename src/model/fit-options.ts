import { requireKnownOptions } from '../core/messages.ts';
import { CallbackList } from './callback-list.ts';
import { requireSuitable } from './reader.ts';
import type { FitOptions } from './types.ts';
import { requireInitialEpoch, requirePositiveInteger } from './validate.ts';

const KNOWN: readonly (keyof FitOptions)[] = [
  'batchSize',
  'epochs',
  'shuffle',
  'validationData',
  'validationSplit',
  'validationSteps',
  'validationBatchSize',
  'stepsPerEpoch',
  'sampleWeight',
  'classWeight',
  'initialEpoch',
  'verbose',
  'callbacks',
  'signal',
  'onNonFinite',
];

/**
 * Fit's options with their defaults, as far as they do not describe data.
 * @param yielded whether the data are batches to iterate over
 */
export function readFitOptions(call: string, options: FitOptions, yielded: boolean) {
  const { batchSize = 32, shuffle = true, epochs = 1, initialEpoch = 0, onNonFinite = 'throw' } = options;
  const { verbose = 'auto', callbacks = [], signal = null, validationBatchSize = batchSize } = options;
  requireKnownOptions(call, options, KNOWN);
  requireSuitable(call, options, yielded);
  requirePositiveInteger(call, 'batchSize', batchSize);
  requirePositiveInteger(call, 'validationBatchSize', validationBatchSize);
  requirePositiveInteger(call, 'epochs', epochs);
  requireInitialEpoch(call, initialEpoch, epochs);
  signal?.throwIfAborted();
  return {
    feed: { batchSize, validationBatchSize, shuffle, epochs: epochs - initialEpoch },
    loop: {
      epochs,
      initialEpoch,
      onNonFinite,
      signal,
      verbose: verbose === 'auto' ? 0 : Number(verbose),
      callbacks: new CallbackList(call, callbacks),
    },
  };
}
