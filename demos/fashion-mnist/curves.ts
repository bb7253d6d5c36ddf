import type { Progress } from '../../src/index.ts';

export interface Curves {
  /** Epochs finished; the last point of a running epoch lies between two whole numbers. */
  readonly epochs: number[];
  readonly loss: (number | null)[][];
  readonly accuracy: (number | null)[][];
}

/** The state of training as curves [training, validation] over epochs, the running epoch included. */
export function curvesOf({ history, logs, epoch, step, stepsPerEpoch }: Progress): Curves {
  const finished = history.loss?.length ?? 0;
  const running = finished <= epoch && step > 0 && Number.isFinite(logs.loss);
  const epochs = Array.from({ length: finished }, (_, i) => i + 1);
  if (running) epochs.push(finished + step / stepsPerEpoch);
  const column = (name: string, live?: number): (number | null)[] => {
    const values: (number | null)[] = (history[name] ?? []).slice(0, finished);
    return running ? [...values, live ?? null] : values;
  };
  return {
    epochs,
    loss: [column('loss', logs.loss), column('valLoss')],
    accuracy: [column('accuracy', logs.accuracy), column('valAccuracy')],
  };
}
