import type { Callback } from '../../src/index.ts';
import type { Line } from './points.ts';

export * as gl from '../../src/index.ts';

export interface Settings {
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
}

export interface Result extends Line {
  /** Of the line that training has arrived at; the last one of the history is an average over an epoch. */
  readonly rmse: number;
  readonly history: Readonly<Record<string, readonly number[]>>;
}

/** What this page gives to its code, beside `gl`. */
export interface Hooks {
  readonly settings: Settings;
  readonly points: { readonly features: number[]; readonly labels: number[] };
  readonly show: {
    /** Draws while `fit` runs. */
    readonly training: Callback[];
    /** Draws where training has ended, and puts it beside the reference. */
    result(result: Result): void;
  };
}

export declare const settings: Hooks['settings'];
export declare const points: Hooks['points'];
export declare const show: Hooks['show'];
