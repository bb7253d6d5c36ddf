// What `npm run train` (tools/train.mjs) runs in its headless browser: the demos' own models, without their pages.
import * as gl from '../../src/index.ts';
import * as clothesData from '../fashion-mnist/data.ts';
import * as clothes from '../fashion-mnist/model.ts';
import lineCell from '../linear-regression/cells/fit.js?raw';
import type { Hooks, Result } from '../linear-regression/hooks.ts';
import * as points from '../linear-regression/points.ts';
import { runs } from '../linear-regression/presets.ts';
import { runCell } from './tutorial/cell.ts';

export interface Request {
  readonly demo: 'fashion-mnist' | 'linear-regression';
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate?: number;
  readonly seed?: number;
  /** Train on the sample that ships with the demo even where the full data set is there. */
  readonly sample?: boolean;
}

export interface Outcome {
  readonly adapter: string;
  /** What was trained on, in words. */
  readonly data: string;
  readonly history: Record<string, readonly number[]>;
  /** Seconds inside `fit`, compiling included. */
  readonly seconds: number;
  /** Loss and metrics of the test images, or the line that was found. */
  readonly result: Record<string, number>;
}

declare global {
  interface Window {
    /** Provided by tools/train.mjs. */
    reportProgress(progress: gl.Progress): Promise<void>;
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[value: T, seconds: number]> {
  const started = performance.now();
  const value = await work();
  return [value, (performance.now() - started) / 1000];
}

const callback: gl.Callback = { onProgress: (progress) => void window.reportProgress(progress) };

async function trainClothes(request: Request): Promise<Omit<Outcome, 'adapter'>> {
  const data = await clothesData.loadFashionMnist({ sampleOnly: request.sample });
  const model = clothes.buildModel(request);
  const [{ history }, seconds] = await timed(() => clothes.train(model, data, request, callback));
  const { source, train, validation, test } = data;
  return {
    data: `Fashion-MNIST, ${source === 'full' ? 'the full set' : 'the sample that ships with the demo'}: ${train.count} images to train on, ${validation.count} for validation, ${test.count} for the test`,
    history,
    seconds,
    result: { ...(await clothes.evaluate(model, test)) },
  };
}

async function trainLine(request: Request): Promise<Omit<Outcome, 'adapter'>> {
  const results: Result[] = [];
  const hooks: Hooks = {
    settings: { ...runs.right, ...request },
    points,
    show: { training: [callback], result: (found) => void results.push(found) },
  };
  const [, seconds] = await timed(() => runCell(lineCell, { ...hooks }));
  const [{ history, slope, intercept }] = results;
  return { data: 'the twelve points of the tutorial', history, seconds, result: { slope, intercept } };
}

export async function train(request: Request): Promise<Outcome> {
  const { adapter, software } = await gl.init({ seed: request.seed });
  const outcome = request.demo === 'fashion-mnist' ? await trainClothes(request) : await trainLine(request);
  return { adapter: software ? `${adapter} (software)` : adapter, ...outcome };
}
