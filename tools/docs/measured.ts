import { readFileSync, writeFileSync } from 'node:fs';

/** The largest error that the tests of an operation measured, and the largest they allow; relative. */
export interface Accuracy {
  readonly error: number;
  readonly budget: number;
  /** From where to where the inputs were drawn. */
  readonly range?: string;
}

/** Special elements, one list per input, and the elements that come out. */
export interface Special {
  /** 'of integers', 'in a tie'; nothing where the check is of the operation as it stands. */
  readonly about: string;
  /** 'float32, float32 → bool' */
  readonly dtypes: string;
  readonly inputs: readonly string[][];
  readonly results: readonly string[];
}

/** What the tests of an operation showed. */
export interface Measured {
  /** 'float32, float32 → bool' */
  readonly dtypes: readonly string[];
  readonly values?: Accuracy;
  /** Without it the operation is not differentiable. */
  readonly gradient?: Accuracy;
  readonly special: readonly Special[];
  /** Points, and the derivative of each input there. */
  readonly slopes: readonly {
    readonly about: string;
    readonly points: readonly (readonly [at: readonly string[], slopes: readonly string[]])[];
  }[];
  /** Class and message of the errors. */
  readonly refused: readonly string[];
}

export type Measurements = Readonly<Record<string, Measured>>;

const file = new URL('../../docs/measured.data.json', import.meta.url);

export const readMeasurements = (): Measurements => JSON.parse(readFileSync(file, 'utf8')) as Measurements;

/** One operation a line. */
export function writeMeasurements(measurements: Measurements): void {
  const lines = Object.entries(measurements).map(([op, own]) => `"${op}": ${JSON.stringify(own)}`);
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
}
