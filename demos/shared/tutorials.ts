import type { Callback } from '../../src/index.ts';
import housingCell from '../california-housing/cells/regress.js?raw';
import { loadHousing } from '../california-housing/data.ts';
import type * as housing from '../california-housing/hooks.ts';
import classifyCell from '../fashion-mnist/cells/classify.js?raw';
import convolveCell from '../fashion-mnist/cells/convolve.js?raw';
import weightsCell from '../fashion-mnist/cells/weights.js?raw';
import type * as clothes from '../fashion-mnist/classify.ts';
import { clothesOf } from '../fashion-mnist/clothes.ts';
import { type FashionMnist, loadFashionMnist } from '../fashion-mnist/data.ts';
import { differencesOf, recallsOf } from '../fashion-mnist/recall.ts';
import * as rare from '../fashion-mnist/weights.ts';
import tapeCell from '../gradient-tape/cells/regression.js?raw';
import type * as tape from '../gradient-tape/regression.ts';
import type * as hyper from '../hyperparameters/activation.ts';
import hyperCell from '../hyperparameters/cells/activation.js?raw';
import { numbers, testError } from '../hyperparameters/numbers.ts';
import lineCell from '../linear-regression/cells/fit.js?raw';
import type * as line from '../linear-regression/hooks.ts';
import * as points from '../linear-regression/points.ts';
import wineCell from '../red-wine/cells/classify.js?raw';
import { loadWines, splitWines } from '../red-wine/data.ts';
import { figuresOf } from '../red-wine/expectations.ts';
import { partOf, type Hooks as WineHooks, type Result as WineResult } from '../red-wine/hooks.ts';
import { runCell } from './tutorial/cell.ts';

export interface Settings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Train on the sample that ships with the demo even where the full data set is there. */
  readonly sample?: boolean;
  readonly seed?: number;
}

export interface Request extends Settings {
  readonly demo: keyof typeof tutorials;
}

export interface Outcome {
  /** What was trained on, in words. */
  readonly data: string;
  readonly history: Readonly<Record<string, readonly number[]>>;
  /** Seconds that the code took, compiling included. */
  readonly seconds: number;
  /** What came out: figures of the test, or what was found. */
  readonly result: Readonly<Record<string, number>>;
}

type Tutorial = (settings: Settings, training: Callback[]) => Promise<Outcome>;

/** Runs the code of a lesson; `hooks` makes what it is given, and passes on what it reports in the end. */
async function run<Result, Hooks extends object>(
  cell: string,
  hooks: (report: (result: Result) => void) => Hooks,
): Promise<{ result: Result; seconds: number }> {
  const results: Result[] = [];
  const started = performance.now();
  const provided = hooks((result) => void results.push(result));
  await runCell(cell, Object.fromEntries(Object.entries(provided)));
  return { result: results[0], seconds: (performance.now() - started) / 1000 };
}

async function trainLine(settings: Settings, training: Callback[]) {
  const { result, seconds } = await run<line.Result, line.Hooks>(lineCell, (report) => ({
    settings,
    points,
    show: { training, result: report },
  }));
  const { history, slope, intercept, rmse } = result;
  return { data: 'the twelve points of the tutorial', history, seconds, result: { slope, intercept, rmse } };
}

async function trainWine(settings: Settings, training: Callback[]) {
  const { train, test } = splitWines(await loadWines());
  const { result, seconds } = await run<WineResult, WineHooks>(wineCell, (report) => ({
    settings: { dropout: 0.3, ...settings },
    wines: { train: partOf(train), test: partOf(test) },
    show: { line: () => {}, training, result: report },
  }));
  const { train: accuracy = 0, validation = 0, test: testAccuracy } = figuresOf(result, test.qualities);
  return {
    data: `red wine quality: ${train.count} wines to train on, the last tenth of them for validation, ${test.count} for the test`,
    history: result.history,
    seconds,
    result: { accuracy, validation, test: testAccuracy },
  };
}

async function trainTape(settings: Settings) {
  const epochs: tape.Epoch[] = [];
  const { result, seconds } = await run<{ W: number; b: number }, tape.Hooks>(tapeCell, (report) => ({
    settings,
    show: { points: () => {}, epoch: async (epoch) => void epochs.push(epoch), result: report },
  }));
  const history = {
    loss: epochs.map(({ loss }) => loss),
    W: epochs.map(({ W }) => W),
    b: epochs.map(({ b }) => b),
  };
  return { data: 'a thousand points of 3x + 2 and noise', history, seconds, result };
}

async function trainHyper(settings: Settings, training: Callback[]) {
  const { result, seconds } = await run<hyper.Result, hyper.Hooks>(hyperCell, (report) => ({
    settings: { activation: 'linear', units: 16, ...settings },
    numbers,
    show: { training, result: report },
  }));
  const { history, test } = result;
  return {
    data: 'a hundred numbers below 100; the test: twenty above',
    history,
    seconds,
    result: { rmse: testError(test) },
  };
}

const trainClothes =
  (cell: string): Tutorial =>
  async (settings, training) => {
    const data = await loadFashionMnist({ sampleOnly: settings.sample });
    const { result, seconds } = await run<clothes.Result, clothes.Hooks>(cell, (report) => ({
      settings,
      clothes: clothesOf(data),
      show: { training, result: report },
    }));
    const { history, loss, accuracy } = result;
    return { data: describeClothes(data), history, seconds, result: { loss, accuracy } };
  };

const describeClothes = ({ source, train, validation, test }: FashionMnist): string =>
  `Fashion-MNIST, ${source === 'full' ? 'the full set' : 'the sample that ships with the demo'}: ` +
  `${train.count} images to train on, ${validation.count} for validation, ${test.count} for the test`;

/** The lesson on rare shirts in its three ways to weigh, from one seed; the history has the loss of each. */
async function trainRare(settings: Settings, training: Callback[]) {
  const data = await loadFashionMnist({ sampleOnly: settings.sample });
  const seed = settings.seed ?? Math.floor(2 ** 31 * Math.random());
  const history: Record<string, number[]> = {};
  const recall: Record<string, number> = {};
  const predicted: ArrayLike<number>[] = [];
  let seconds = 0;
  for (const weighting of rare.weightings) {
    history[weighting] = [];
    const losses: Callback = { onEpochEnd: (_, { loss }) => void history[weighting].push(loss) };
    const lesson = await run<rare.Result, rare.Hooks>(weightsCell, (report) => ({
      settings: { ...rare.defaultsFor(data.source), ...settings, weighting, seed },
      clothes: clothesOf(data),
      show: { training: [...training, losses], result: report },
    }));
    seconds += lesson.seconds;
    predicted.push(lesson.result.predicted);
    recall[weighting] = recallsOf(lesson.result.predicted, data.test.labels)[rare.shirt];
  }
  const differences = differencesOf(predicted[1], predicted[2]);
  return { data: describeClothes(data), history, seconds, result: { ...recall, differences } };
}

async function trainHousing(settings: Settings, training: Callback[]) {
  const districts = await loadHousing();
  const { result, seconds } = await run<housing.Result, housing.Hooks>(housingCell, (report) => ({
    settings,
    housing: districts,
    show: { training, result: report },
  }));
  const { history, mse } = result;
  return {
    data: 'California housing: 11610 districts to train on, 3870 for validation, 5160 for the test',
    history,
    seconds,
    result: { mse },
  };
}

/** The tutorials that can be run from a command line. */
export const tutorials = {
  'linear-regression': trainLine,
  'red-wine': trainWine,
  'gradient-tape': trainTape,
  hyperparameters: trainHyper,
  'fashion-mnist': trainClothes(classifyCell),
  'fashion-mnist-cnn': trainClothes(convolveCell),
  'fashion-mnist-weights': trainRare,
  'california-housing': trainHousing,
} satisfies Record<string, Tutorial>;
