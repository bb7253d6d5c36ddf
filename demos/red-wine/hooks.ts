import type { Callback } from '../../src/index.ts';
import { inputs, type Wines } from './data.ts';

export * as gl from '../../src/index.ts';

export interface Settings {
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly dropout: number;
}

/** Eleven numbers per wine, as measured, and what tasters gave it. */
export interface Part {
  readonly features: ReturnType<typeof inputs>;
  readonly qualities: Int32Array;
}

export interface Result {
  readonly history: Readonly<Record<string, readonly number[]>>;
  /** On the wines that it was trained on, without dropout; the history has it with dropout. */
  readonly accuracy: number;
  /** What the network says of every test wine. */
  readonly predicted: ArrayLike<number>;
}

/** What this page gives to its code, beside `gl`. */
export interface Hooks {
  readonly settings: Settings;
  readonly wines: { readonly train: Part; readonly test: Part };
  readonly show: {
    /** A line of text about the network. */
    line(text: string): void;
    /** Draws while `fit` runs. */
    readonly training: Callback[];
    /** Shows what the network makes of the test wines, and puts it beside the reference. */
    result(result: Result): void;
  };
}

export declare const settings: Hooks['settings'];
export declare const wines: Hooks['wines'];
export declare const show: Hooks['show'];

export const partOf = (wines: Wines): Part => ({ features: inputs(wines), qualities: wines.qualities });
