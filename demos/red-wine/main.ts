import { createChart } from '../shared/chart.ts';
import { type Curves, createCurves } from '../shared/curves.ts';
import { byId, nextTask } from '../shared/dom.ts';
import { createField } from '../shared/field.ts';
import { duration, integer, percent } from '../shared/format.ts';
import { say } from '../shared/language.ts';
import { createStatus } from '../shared/status.ts';
import { createTraining, type TrainingRun } from '../shared/training.ts';
import { findAdapter } from '../shared/webgpu.ts';
import { type Confusion, confusionOf, emptyConfusion, showConfusion } from './confusion.ts';
import { loadWines, prepare, type WineData, type Wines } from './data.ts';
import { buildModel, defaults, predict, train, validationSplit } from './model.ts';

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
    y: { label: 'share of wines judged right', format: percent, tick: (share) => percent(share, 0) },
    series,
    empty: 'Press Train: the curves grow here.',
  }),
  loss: createChart(element('loss'), {
    title: 'Loss',
    x: { label: 'epoch', whole: true },
    y: { label: 'cross-entropy, in nats' },
    series,
    empty: 'Training (with dropout) and validation (without), epoch by epoch.',
  }),
};
const fields = {
  learningRate: createField(element('learning-rate'), {
    label: 'Learning rate',
    min: 1e-5,
    max: 0.1,
    value: defaults.learningRate,
    scale: 'log',
    integer: false,
  }),
  epochs: createField(element('epochs'), {
    label: 'Epochs',
    min: 1,
    max: 1000,
    value: defaults.epochs,
    scale: 'log',
  }),
  batchSize: createField(element('batch-size'), {
    label: 'Batch size',
    min: 8,
    max: 1007,
    value: defaults.batchSize,
    scale: 'log',
  }),
  dropout: createField(element('dropout'), {
    label: 'Dropout rate',
    min: 0,
    max: 0.9,
    value: defaults.dropout,
    integer: false,
  }),
};

const training = createTraining(status, Object.values(fields), run);
const wines = loadWines().then(prepare);

function showSource({ train, test }: WineData): void {
  const validation = train.count - Math.floor(train.count * (1 - validationSplit));
  element('source').textContent =
    `${integer(train.count - validation)} wines to train on, ${integer(validation)} for validation, ` +
    `${integer(test.count)} for the test: the tutorial’s own split.`;
}

function showSummary(): void {
  const model = buildModel(defaults);
  model.summary((line) => element('summary').append(line, '\n'));
  model.dispose();
}

function showCurves({ epochs, loss, accuracy, end }: Curves): void {
  charts.loss.update(epochs, loss, end);
  charts.accuracy.update(epochs, accuracy, end);
}

function showUntested({ qualities, count }: Wines): void {
  element('verdict').textContent =
    'The network has never seen these. After training, what it says of them appears here.';
  for (const id of ['right', 'near']) element(id).textContent = '–';
  element('commonest').textContent = percent(qualities.filter((quality) => quality === 5).length / count);
  showConfusion(element('confusion'), emptyConfusion(qualities));
  for (const chart of Object.values(charts)) chart.update([], [[], []]);
}

function showResults(confusion: Confusion): void {
  const { total, right, near } = confusion;
  element('verdict').textContent =
    `${integer(right)} of ${integer(total)} test wines judged as the tasters did.`;
  element('right').textContent = percent(right / total);
  element('near').textContent = percent(near / total);
  showConfusion(element('confusion'), confusion);
}

async function run(run: TrainingRun): Promise<string> {
  const data = await wines;
  const { learningRate, epochs, batchSize, dropout } = fields;
  const settings = { epochs: epochs.value, batchSize: batchSize.value };
  showUntested(data.test);
  await nextTask();
  const model = buildModel({ learningRate: learningRate.value, dropout: dropout.value });
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
    run.wait(`Testing on ${integer(data.test.count)} wines …`);
    showResults(confusionOf(data.test.qualities, await predict(model, data.test)));
    return `${run.stopped ? 'Stopped' : 'Trained'} after ${time}.`;
  } finally {
    model.dispose();
  }
}

try {
  training.wait('Loading the wines …');
  showSummary();
  const [data, adapter] = await Promise.all([wines, findAdapter()]);
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
  element('results').hidden = true;
  status.error(error);
}
