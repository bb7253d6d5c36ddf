import type { Callback, data } from '../../src/index.ts';
import type { Expectations } from '../shared/tutorial/reference.ts';
import { texts } from './texts.ts';

export * as gl from '../../src/index.ts';

export interface Settings {
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
}

export interface Result {
  readonly history: Readonly<Record<string, readonly number[]>>;
  /** Mean squared error over the test districts. */
  readonly mse: number;
  /** The test districts as measured, their prices, and what the model says of them, in 100,000 dollars. */
  readonly x: Readonly<data.HostArray>;
  readonly y: Readonly<data.HostArray>;
  readonly prices: ArrayLike<number>;
}

/** What this page gives to its code, beside `gl`. */
export interface Hooks {
  readonly settings: Settings;
  readonly housing: data.CaliforniaHousing;
  readonly show: {
    readonly training: Callback[];
    result(result: Result): void;
  };
}

export declare const settings: Hooks['settings'];
export declare const housing: Hooks['housing'];
export declare const show: Hooks['show'];

/** The tutorial's, and one that goes wrong. */
export const runs = {
  tutorial: { learningRate: 0.01, epochs: 20, batchSize: 32 },
  divergent: { learningRate: 1, epochs: 20, batchSize: 32 },
} satisfies Record<string, Settings>;

/** Most runs of the tutorial end from 0.34 to 0.5; a lucky draw of test districts makes it a little less. */
export const expectations = {
  mse: { label: texts.mse, from: 0.34, to: 0.5 },
} satisfies Expectations;
