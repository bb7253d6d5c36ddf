import { errors, type Progress } from '../../src/index.ts';
import { createChart } from '../shared/chart.ts';
import { byId, create } from '../shared/dom.ts';
import { createField } from '../shared/field.ts';
import { duration, integer, milliseconds, percent, significant } from '../shared/format.ts';
import { commandBox, createStatus } from '../shared/status.ts';
import { findAdapter } from '../shared/webgpu.ts';
import { curvesOf } from './curves.ts';
import { type FashionMnist, loadFashionMnist } from './data.ts';
import { type Prediction, predictionsOf, showGrid } from './grid.ts';
import { buildModel, evaluate, predict, train } from './model.ts';

const gridSize = 56;
const element = (id: string) => byId(id, HTMLElement);
const startButton = byId('start', HTMLButtonElement);
const stopButton = byId('stop', HTMLButtonElement);
const status = createStatus(element('status'));
const series = [
  { label: 'training', color: '--blue' },
  { label: 'validation', color: '--orange' },
];
const charts = {
  accuracy: createChart(element('accuracy'), {
    title: 'Accuracy',
    x: { label: 'epoch', whole: true },
    y: { label: 'share of images recognised', format: percent, tick: (share) => percent(share, 0) },
    series,
    empty: 'Press Train: the curves grow here.',
  }),
  loss: createChart(element('loss'), {
    title: 'Loss',
    x: { label: 'epoch', whole: true },
    y: { label: 'cross-entropy, in nats' },
    series,
    empty: 'Training and validation, epoch by epoch.',
  }),
};
const fields = {
  epochs: createField(element('epochs'), { label: 'Epochs', min: 1, max: 100, value: 30, scale: 'log' }),
  batchSize: createField(element('batch-size'), {
    label: 'Batch size',
    min: 1,
    max: 1024,
    value: 32,
    scale: 'log',
    hint: 'Images per step.',
  }),
};

function showProgress(progress: Progress): void {
  const { epoch, epochs, step, stepsPerEpoch, stepsDone, stepsTotal, millisecondsPerStep, secondsLeft } =
    progress;
  byId('progress', HTMLProgressElement).value = stepsDone / stepsTotal;
  showFacts(
    `Epoch ${epoch + 1} of ${epochs}`,
    `Step ${integer(step)} of ${integer(stepsPerEpoch)}`,
    `${milliseconds(millisecondsPerStep)} per step`,
    `${duration(secondsLeft)} left`,
  );
  const curves = curvesOf(progress);
  charts.loss.update(curves.epochs, curves.loss);
  charts.accuracy.update(curves.epochs, curves.accuracy);
}

function showFacts(...facts: string[]): void {
  element('facts').replaceChildren(...facts.map((fact) => create('span', {}, fact)));
}

function showSource({ source, train, validation, test }: FashionMnist): void {
  const counts = `${integer(train.count)} images to train on, ${integer(validation.count)} for validation, ${integer(test.count)} for the test.`;
  if (source === 'full') {
    element('source').replaceChildren(create('strong', {}, 'The full data set. '), counts);
    return;
  }
  element('source').replaceChildren(
    create('strong', {}, 'A sample that ships with this page. '),
    `${counts} For all 70,000 images, fetch them and reload: `,
    commandBox('npm run data'),
  );
}

let stop = () => {};

async function run(data: FashionMnist): Promise<void> {
  const model = buildModel();
  let ending = 'Trained';
  stop = () => {
    ending = 'Stopped';
    model.stopTraining = true;
  };
  setRunning(true);
  status.loading('Compiling the training step for this adapter …');
  const started = performance.now();
  try {
    const settings = { epochs: fields.epochs.value, batchSize: fields.batchSize.value };
    await train(model, data, settings, { onTrainBegin: status.clear, onProgress: showProgress });
    const time = duration((performance.now() - started) / 1000);
    showFacts(`${ending} after ${time}. Testing …`);
    const { accuracy, loss } = await evaluate(model, data.test);
    showResults(data, predictionsOf(await predict(model, data.test), data.test.labels));
    showFacts(`${ending} after ${time}.`);
    element('results').replaceChildren(
      create('strong', {}, percent(accuracy)),
      ` of ${integer(data.test.count)} test images recognised, loss ${significant(loss)}.`,
    );
  } catch (error) {
    status.error(error);
  } finally {
    model.dispose();
    setRunning(false);
  }
}

function showResults({ test }: FashionMnist, predictions: readonly Prediction[]): void {
  const show = (filter: string | undefined) => {
    const wanted =
      filter === 'wrong' ? predictions.filter(({ label, truth }) => label !== truth) : predictions;
    showGrid(element('grid'), test, wanted.slice(0, gridSize));
    for (const button of buttons) button.ariaPressed = `${button.dataset.filter === filter}`;
  };
  const buttons = element('filter').querySelectorAll('button');
  for (const button of buttons) button.onclick = () => show(button.dataset.filter);
  element('filter').hidden = false;
  show('all');
}

function setRunning(running: boolean): void {
  for (const field of Object.values(fields)) field.disabled = running;
  startButton.disabled = running;
  stopButton.disabled = !running;
}

try {
  status.loading('Loading the images …');
  const [data, adapter] = await Promise.all([loadFashionMnist(), findAdapter()]);
  element('adapter').textContent = adapter.name;
  showSource(data);
  showGrid(element('grid'), data.test, gridSize);
  startButton.addEventListener('click', () => run(data));
  stopButton.addEventListener('click', () => stop());
  startButton.disabled = adapter.problem !== null;
  status.clear();
  if (adapter.problem) status.noWebGPU(adapter.problem);
} catch (error) {
  if (error instanceof errors.DataError) {
    status.missingData('The images are missing or damaged', error.message, 'npm run data -- --again');
  } else status.error(error);
}
