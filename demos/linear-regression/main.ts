import type { Progress } from '../../src/index.ts';
import { countDispatches } from '../shared/dispatches.ts';
import { byId } from '../shared/dom.ts';
import { integer, milliseconds, significant } from '../shared/format.ts';
import { createStatus } from '../shared/status.ts';
import { findAdapter } from '../shared/webgpu.ts';
import { curveChart, fitChart } from './charts.ts';
import { buildModel, lineOf, train } from './model.ts';
import { features, type Line, labels, leastSquares, lineError } from './points.ts';
import { createSettings } from './settings.ts';

const best = leastSquares(features, labels);
const status = createStatus(byId('status', HTMLElement));
const fit = fitChart(byId('fit', HTMLElement), best);
const curve = curveChart(byId('curve', HTMLElement));
const settings = createSettings(() => run());
const dispatches = countDispatches();
const progressBar = byId('progress', HTMLProgressElement);
const runButton = byId('run', HTMLButtonElement);
const stopButton = byId('stop', HTMLButtonElement);
const resetButton = byId('reset', HTMLButtonElement);

const show = (id: string, value: string) => {
  byId(id, HTMLElement).textContent = value;
};

function showLine(line: Line | null): void {
  fit.show(line);
  show('slope', line ? significant(line.slope) : '–');
  show('intercept', line ? significant(line.intercept) : '–');
  show('rmse', line ? significant(lineError(line, features, labels)) : '–');
}

function showProgress({
  epoch,
  epochs,
  stepsDone,
  stepsTotal,
  millisecondsPerStep,
  history,
}: Progress): void {
  progressBar.value = stepsDone / stepsTotal;
  show(
    'facts',
    `Epoch ${integer(epoch + 1)} of ${integer(epochs)} · ${milliseconds(millisecondsPerStep)} per step`,
  );
  show('speed', integer(1000 / millisecondsPerStep));
  if (stepsDone > 0) show('dispatches', (dispatches.count / stepsDone).toFixed(1));
  const errors = [...(history.rootMeanSquaredError ?? [])];
  const epochNumbers = errors.map((_, i) => i + 1);
  curve.update(epochNumbers, [errors]);
}

let stop = () => {};

async function run(): Promise<void> {
  const model = buildModel(settings.value);
  let reading: Promise<void> | null = null;
  // A reading can take longer than the time between two reports: skip one rather than queue them up.
  const readLine = () => {
    reading ??= lineOf(model)
      .then(showLine, status.error)
      .finally(() => {
        reading = null;
      });
    return reading;
  };
  let stopped = false;
  stop = () => {
    stopped = true;
    model.stopTraining = true;
  };
  setRunning(true);
  status.loading('Compiling the training step for this adapter …');
  const started = performance.now();
  try {
    await train(model, settings.value, {
      onTrainBegin: () => {
        status.clear();
        dispatches.count = 0;
      },
      onProgress: (progress) => {
        showProgress(progress);
        readLine();
      },
    });
    const seconds = (performance.now() - started) / 1000;
    await reading;
    await readLine();
    show('facts', `${stopped ? 'Stopped' : 'Done'} after ${significant(seconds)} s.`);
  } catch (error) {
    status.error(error);
  } finally {
    await reading;
    model.dispose();
    setRunning(false);
  }
}

function setRunning(running: boolean): void {
  settings.disabled = running;
  runButton.disabled = running;
  resetButton.disabled = running;
  stopButton.disabled = !running;
}

function reset(): void {
  showLine(null);
  curve.update([], [[]]);
  for (const id of ['speed', 'dispatches']) show(id, '–');
  show('facts', 'Ready.');
  progressBar.value = 0;
  status.clear();
}

runButton.addEventListener('click', run);
stopButton.addEventListener('click', () => stop());
resetButton.addEventListener('click', reset);

const error = significant(lineError(best, features, labels));
show(
  'best',
  `The best line there is: slope ${significant(best.slope)}, intercept ${significant(best.intercept)}, RMSE ${error}.`,
);
const adapter = await findAdapter();
show('adapter', adapter.name);
if (adapter.problem) {
  status.noWebGPU(adapter.problem);
  setRunning(true);
  stopButton.disabled = true;
}
