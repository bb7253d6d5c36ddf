import type { Progress } from '../../src/index.ts';

/** Curves over epochs; of loss and accuracy [training, validation]. */
export interface Curves {
  readonly epochs: number[];
  /** Where the axis of epochs ends. */
  readonly end: number;
  readonly loss: (number | null)[][];
  readonly accuracy: (number | null)[][];
}

/** Round numbers, so that the axis grows a few times in a training rather than with every point. */
const ENDS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/**
 * Turns the reports of one training into curves: a point for every finished epoch, one for where the running epoch
 * has got to, and the whole way through the first epoch, because there is nothing else to look at then.
 */
export function createCurves(): (progress: Progress) => Curves {
  const firstEpoch: { epoch: number; loss: number; accuracy: number }[] = [];
  return ({ history, logs: { loss, accuracy }, epoch, epochs, step, stepsPerEpoch }) => {
    const finished = history.loss?.length ?? 0;
    const running = finished <= epoch && step > 0 && Number.isFinite(loss);
    const now = { epoch: finished + step / stepsPerEpoch, loss, accuracy };
    if (running && finished === 0) firstEpoch.push(now);
    const before = firstEpoch.length;
    const live = running && finished > 0 ? [now] : [];
    const trained = (name: 'epoch' | 'loss' | 'accuracy', ofEpochs: readonly number[]) => [
      ...firstEpoch.map((point) => point[name]),
      ...ofEpochs.slice(0, finished),
      ...live.map((point) => point[name]),
    ];
    const validated = (values: readonly number[] = []) => [
      ...Array.from({ length: before }, () => null),
      ...values.slice(0, finished),
      ...live.map(() => null),
    ];
    const all = trained(
      'epoch',
      Array.from({ length: finished }, (_, i) => i + 1),
    );
    const last = all.at(-1) ?? 0;
    return {
      epochs: all,
      end: Math.min(epochs, ENDS.find((end) => end >= last) ?? epochs),
      loss: [trained('loss', history.loss ?? []), validated(history.valLoss)],
      accuracy: [trained('accuracy', history.accuracy ?? []), validated(history.valAccuracy)],
    };
  };
}
