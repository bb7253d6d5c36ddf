import type { Callback, TrainedModel } from '../../src/index.ts';
import type { Line } from './points.ts';

/** Draws where training has got to: the line, and the RMSE after every epoch. */
export type Draw = (line: Line, errors: readonly number[]) => void;

const slowMilliseconds = 3000;
const millisecondsPerFrame = 16;

/** Reads the weights, then draws; leaves a picture out rather than queue them up. */
function drawer(draw: Draw) {
  let model: TrainedModel | null = null;
  let isReading = false;
  return {
    follow: (trained: TrainedModel | null) => {
      model = trained;
    },
    draw: async (errors: readonly number[]) => {
      if (isReading || !model) return;
      isReading = true;
      try {
        const [kernel, bias] = await Promise.all(model.getWeights().map((weight) => weight.data()));
        if (model) draw({ slope: kernel[0], intercept: bias[0] }, errors);
      } finally {
        isReading = false;
      }
    },
  };
}

/** Draws about ten times a second. */
export function live(draw: Draw): Callback {
  const picture = drawer(draw);
  return {
    setModel: picture.follow,
    onProgress: ({ history }) => void picture.draw([...(history.rootMeanSquaredError ?? [])]),
    onTrainEnd: () => picture.follow(null),
  };
}

/** Holds training up after every epoch, so that it fills a few seconds, and draws while it waits. */
export function inSlowMotion(epochs: number, isStopped: () => boolean, draw: Draw): Callback {
  const picture = drawer(draw);
  const errors: number[] = [];
  let begun = 0;
  return {
    setModel: picture.follow,
    onTrainBegin: () => {
      begun = performance.now();
    },
    onEpochEnd: async (epoch, { rootMeanSquaredError }) => {
      errors.push(rootMeanSquaredError);
      const due = begun + (slowMilliseconds * (epoch + 1)) / epochs;
      if (isStopped() || due - performance.now() < millisecondsPerFrame) return;
      await picture.draw(errors);
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    },
    onTrainEnd: () => picture.follow(null),
  };
}
