import type { Callback } from '../../src/index.ts';
import { countDispatches } from '../shared/dispatches.ts';
import { byId } from '../shared/dom.ts';
import { integer, significant } from '../shared/format.ts';
import { createStatus } from '../shared/status.ts';
import { createTraining, type TrainingRun } from '../shared/training.ts';
import { findAdapter } from '../shared/webgpu.ts';
import { curveChart, fitChart } from './charts.ts';
import { buildModel, lineOf, train } from './model.ts';
import { features, type Line, labels, leastSquares, lineError } from './points.ts';
import { createSettings } from './settings.ts';

const slowMilliseconds = 3000;
const millisecondsPerFrame = 16;

const best = leastSquares(features, labels);
const status = createStatus(byId('status', HTMLElement));
const fit = fitChart(byId('fit', HTMLElement), best);
const curve = curveChart(byId('curve', HTMLElement));
const slowly = byId('slowly', HTMLInputElement);
const settings = createSettings(() => training.start());
const training = createTraining(status, [settings, slowly], run);
const dispatches = countDispatches();

const show = (id: string, value: string) => {
  byId(id, HTMLElement).textContent = value;
};

function showLine(line: Line): void {
  fit.show(line);
  show('slope', significant(line.slope));
  show('intercept', significant(line.intercept));
  show('rmse', significant(lineError(line, features, labels)));
}

/** Holds training up after every epoch, so that it fills a few seconds, and draws while it waits. */
function inSlowMotion(epochs: number, draw: (errors: number[]) => Promise<void>): Callback {
  const errors: number[] = [];
  let begun = 0;
  return {
    onTrainBegin: () => {
      begun = performance.now();
    },
    onEpochEnd: async (epoch, { rootMeanSquaredError }) => {
      errors.push(rootMeanSquaredError);
      const due = begun + (slowMilliseconds * (epoch + 1)) / epochs;
      if (due - performance.now() < millisecondsPerFrame) return;
      await draw(errors);
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    },
  };
}

async function run(run: TrainingRun): Promise<string> {
  const { epochs } = settings.value;
  const model = buildModel(settings.value);
  run.onStop = () => {
    model.stopTraining = true;
  };
  const drawNow = async (errors: readonly number[]) => {
    curve.update(
      errors.map((_, i) => i + 1),
      [[...errors]],
      epochs,
    );
    showLine(await lineOf(model));
  };
  let drawing: Promise<void> | null = null;
  // Reading the weights can take longer than the time between two reports: skip one rather than queue them up.
  const draw = (errors: readonly number[] = []) => {
    drawing ??= drawNow(errors)
      .catch(status.error)
      .finally(() => {
        drawing = null;
      });
    return drawing;
  };
  const follow: Callback = slowly.checked
    ? inSlowMotion(epochs, draw)
    : { onProgress: ({ history }) => void draw(history.rootMeanSquaredError) };
  try {
    dispatches.count = 0;
    curve.update([], [[]]);
    const { history } = await train(
      model,
      settings.value,
      {
        onProgress: (progress) => {
          run.show(slowly.checked ? { ...progress, millisecondsPerStep: Number.NaN } : progress);
          show('dispatches', (dispatches.count / progress.stepsDone).toFixed(1));
        },
      },
      follow,
    );
    await drawing;
    await draw(history.rootMeanSquaredError);
    const count = history.rootMeanSquaredError?.length ?? 0;
    return `${run.stopped ? 'Stopped' : 'Trained'} after ${count === 1 ? 'one epoch' : `${integer(count)} epochs`}.`;
  } finally {
    await drawing;
    model.dispose();
  }
}

for (const [name, value] of Object.entries({ ...best, rmse: lineError(best, features, labels) })) {
  show(`best-${name}`, significant(value));
}
const adapter = await findAdapter();
show('adapter', adapter.name);
if (adapter.problem === null) training.enable();
else {
  training.giveUp();
  status.noWebGPU(adapter.problem);
}
