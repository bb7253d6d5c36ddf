import { errors } from '../../src/index.ts';
import { createChart } from '../shared/chart.ts';
import { type Curves, createCurves } from '../shared/curves.ts';
import { byId, create, nextTask } from '../shared/dom.ts';
import { createField } from '../shared/field.ts';
import { duration, integer, percent } from '../shared/format.ts';
import { say } from '../shared/language.ts';
import { commandBox, createStatus } from '../shared/status.ts';
import { createTraining, type TrainingRun } from '../shared/training.ts';
import { findAdapter } from '../shared/webgpu.ts';
import { type FashionMnist, type Images, loadFashionMnist } from './data.ts';
import { type Prediction, predictionsOf, showGrid } from './grid.ts';
import { buildModel, predict, train } from './model.ts';

const gridSize = 56;
const element = (id: string) => byId(id, HTMLElement);
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
  learningRate: createField(element('learning-rate'), {
    label: 'Learning rate',
    min: 0.0001,
    max: 10,
    value: 0.01,
    scale: 'log',
    integer: false,
  }),
  epochs: createField(element('epochs'), { label: 'Epochs', min: 1, max: 100, value: 30, scale: 'log' }),
  batchSize: createField(element('batch-size'), {
    label: 'Batch size',
    min: 1,
    max: 1024,
    value: 32,
    scale: 'log',
  }),
};

const training = createTraining(status, Object.values(fields), run);
const images = loadFashionMnist();

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

function showCurves({ epochs, loss, accuracy, end }: Curves): void {
  charts.loss.update(epochs, loss, end);
  charts.accuracy.update(epochs, accuracy, end);
}

async function run(run: TrainingRun): Promise<string> {
  const data = await images;
  const settings = {
    learningRate: fields.learningRate.value,
    epochs: fields.epochs.value,
    batchSize: fields.batchSize.value,
  };
  showUntested(data.test);
  await nextTask();
  const model = buildModel(settings);
  run.onStop = () => {
    model.stopTraining = true;
  };
  try {
    const begun = performance.now();
    const curves = createCurves();
    const { history } = await train(
      model,
      data,
      settings,
      { onProgress: run.show },
      { onProgress: (progress) => showCurves(curves(progress)) },
    );
    if (!history.loss?.length) return 'Stopped before the first step.';
    const time = duration((performance.now() - begun) / 1000);
    run.wait(`Testing on ${integer(data.test.count)} images …`);
    showResults(data.test, predictionsOf(await predict(model, data.test), data.test.labels));
    return `${run.stopped ? 'Stopped' : 'Trained'} after ${time}.`;
  } finally {
    model.dispose();
  }
}

function showUntested(test: Images): void {
  element('results').textContent =
    'The network has never seen these. After training, its guesses appear here.';
  element('filter').hidden = true;
  showGrid(element('grid'), test, gridSize);
  for (const chart of Object.values(charts)) chart.update([], [[], []]);
}

function showResults(test: Images, predictions: readonly Prediction[]): void {
  const wrong = predictions.filter(({ label, truth }) => label !== truth);
  const recognised = percent(1 - wrong.length / predictions.length);
  element('results').replaceChildren(
    create('strong', {}, recognised),
    ` of ${integer(predictions.length)} test images recognised.`,
  );
  const filter = element('filter');
  const buttons = [...filter.querySelectorAll('button')];
  const show = (chosen: HTMLButtonElement) => {
    const shown = chosen.dataset.filter === 'wrong' ? wrong : predictions;
    showGrid(element('grid'), test, shown.slice(0, gridSize));
    for (const button of buttons) button.ariaPressed = `${button === chosen}`;
  };
  for (const button of buttons) button.onclick = () => show(button);
  filter.hidden = false;
  show(buttons[0]);
}

try {
  training.wait('Loading the images …');
  const [data, adapter] = await Promise.all([images, findAdapter()]);
  say(element('adapter'), adapter.name);
  showSource(data);
  showUntested(data.test);
  if (adapter.problem === null) training.enable();
  else {
    training.giveUp();
    status.noWebGPU(adapter.problem);
  }
} catch (error) {
  training.giveUp();
  element('tests').hidden = true;
  if (error instanceof errors.DataError) {
    status.missingData('The images are missing or damaged', error.message, 'npm run data -- --again');
  } else status.error(error);
}
