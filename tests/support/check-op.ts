/**
 * Holds an operation against its float64 reference: values, gradient, sizes around the workgroup,
 * broadcasting, NaN and infinity, and the shapes that it must refuse.
 */

import { describe, expect, it } from 'vitest';
import type { DType } from '../../src/core/dtype.ts';
import { gradients } from '../../src/graph/grad.ts';
import { type Tensor, tensor } from '../../src/index.ts';
import { fromFlat, type NdArray, toFloat32 } from '../reference/array.ts';
import { differences } from '../reference/finite-differences.ts';
import {
  freshSeed,
  type Random,
  randomFrom,
  randomIntegers,
  randomUniform,
  shuffled,
} from '../reference/random.ts';

export type Shape = readonly number[];

/** How an input is drawn. */
export interface Draw {
  /** float32 by default. int32 draws whole numbers, bool zeros and ones. */
  readonly dtype?: DType;
  /** -2 by default. */
  readonly low?: number;
  /** 2 by default; an integer never reaches it. */
  readonly high?: number;
  /** Keeps this distance from 0, where the function has a kink or a pole. */
  readonly awayFromZero?: number;
}

export interface OpCheck {
  readonly run: (...inputs: Tensor[]) => Tensor;
  readonly reference: (...inputs: NdArray[]) => NdArray;
  /** One per input; a single float32 input by default. */
  readonly inputs?: readonly Draw[];
  /** The shapes of the inputs, check by check. By default all inputs have 1, 63, 64, 65 or 65537 elements. */
  readonly shapes?: readonly (readonly Shape[])[];
  /** The shapes for which the gradient is checked, by default 65 elements; false for operations without one. */
  readonly gradient?: readonly (readonly Shape[])[] | false;
  /** NaN, infinities and extremes, one list per input, all of one length. */
  readonly special?: readonly (readonly number[])[];
  /** The largest error allowed, relative to the expected value or to `floor` if that is larger. */
  readonly tolerance?: number;
  /** 1e-3 by default. */
  readonly floor?: number;
  readonly gradientTolerance?: number;
  /** The result's dtype; float32 by default. */
  readonly dtype?: DType;
  /** Calls that must throw, with a part of the message. */
  readonly rejects?: readonly (readonly [call: () => unknown, message: string])[];
}

const SIZES = [1, 63, 64, 65, 65537];
/** About 16 units in the last place of a float32. */
const TOLERANCE = 2e-6;
const GRADIENT_TOLERANCE = 2e-4;
const GRADIENT_SAMPLES = 48;

/** The same seed again: VITE_TEST_SEED=... in the environment. Every failure prints its own. */
const fixedSeed: string | undefined = import.meta.env.VITE_TEST_SEED;

export function testSeed(): number {
  return fixedSeed === undefined ? freshSeed() : Number(fixedSeed);
}

export function draw(
  random: Random,
  { dtype, low = -2, high = 2, awayFromZero = 0 }: Draw,
  shape: Shape,
): NdArray {
  if (dtype === 'bool') return randomIntegers(random, shape, 0, 2);
  if (dtype === 'int32') return randomIntegers(random, shape, low, high);
  const { data } = randomUniform(random, shape, low, high);
  return fromFlat(
    data.map((x) => Math.fround(x + (x < 0 ? -awayFromZero : awayFromZero))),
    shape,
  );
}

/** A tensor with the values of a reference array. */
export function toTensor({ data, shape }: NdArray, dtype: DType = 'float32'): Tensor {
  if (dtype === 'int32') return tensor(Int32Array.from(data), shape);
  return tensor(Float32Array.from(data), shape, dtype);
}

/** The value of a tensor as a reference array. */
export async function fromTensor(value: Tensor): Promise<NdArray> {
  return fromFlat(await value.data(), value.shape);
}

export interface Closeness {
  readonly tolerance?: number;
  readonly floor?: number;
  /** Printed with a failure. */
  readonly label?: string;
}

/** Fails with the worst element when an error exceeds the tolerance; NaN must meet NaN, infinity infinity. */
export function expectClose(actual: NdArray, expected: NdArray, options: Closeness = {}): void {
  const { tolerance = TOLERANCE, floor = 1e-3, label = '' } = options;
  expect(actual.shape, label).toEqual(expected.shape);
  let worst = { error: -1, at: -1 };
  for (const [at, e] of expected.data.entries()) {
    const a = actual.data[at];
    const same = Object.is(a, e) || a === e;
    const distance = Math.abs(a - e) / Math.max(Math.abs(e), floor);
    const error = same ? 0 : Number.isFinite(distance) ? distance : Number.POSITIVE_INFINITY;
    if (error > worst.error) worst = { error, at };
  }
  if (worst.error > tolerance) {
    expect.fail(
      `${label}: element ${worst.at} of [${expected.shape}] is ${actual.data[worst.at]}, ` +
        `expected ${expected.data[worst.at]}: error ${worst.error.toExponential(2)}, allowed ${tolerance}`,
    );
  }
}

/** Declares the tests of one operation. */
export function checkOp(name: string, check: OpCheck): void {
  const inputs = check.inputs ?? [{}];
  const everySize = (sizes: number[]) => sizes.map((n) => inputs.map(() => [n]));
  const shapes = check.shapes ?? everySize(SIZES);
  const gradientShapes = check.gradient === false ? [] : (check.gradient ?? everySize([65]));

  describe(name, () => {
    it.each(shapes.map((list) => ({ list, text: list.map((shape) => `[${shape}]`).join(' ') })))(
      'values, shape $text',
      async ({ list }) => {
        const seed = testSeed();
        const random = randomFrom(seed);
        const arrays = inputs.map((input, k) => draw(random, input, list[k]));
        await checkValues(`${name}, seed ${seed}`, check, inputs, arrays);
      },
    );

    for (const list of gradientShapes) {
      it(`gradient, shape ${list.map((shape) => `[${shape}]`).join(' ')}`, () =>
        checkGradient(name, check, inputs, list));
    }

    if (check.special) {
      const { special } = check;
      it('NaN, infinity and extremes', () =>
        checkValues(
          name,
          check,
          inputs,
          special.map((values) => fromFlat(values, [values.length])),
        ));
    }

    for (const [call, message] of check.rejects ?? []) {
      it(`refuses: ${message}`, () => expect(call).toThrow(message));
    }
  });
}

async function checkValues(
  label: string,
  { run, reference, tolerance, floor, dtype = 'float32' }: OpCheck,
  inputs: readonly Draw[],
  arrays: readonly NdArray[],
): Promise<void> {
  const output = run(...arrays.map((a, k) => toTensor(a, inputs[k].dtype)));
  expect(output.dtype).toBe(dtype);
  const expected = reference(...arrays);
  // What overflows float32 is infinite there.
  const rounded = dtype === 'float32' ? toFloat32(expected) : expected;
  expectClose(await fromTensor(output), rounded, { tolerance, floor, label });
}

/** Compares the gradient of sum(weights * output), for random weights, with differences of the reference. */
async function checkGradient(
  name: string,
  { run, reference, gradientTolerance = GRADIENT_TOLERANCE }: OpCheck,
  inputs: readonly Draw[],
  shapes: readonly Shape[],
): Promise<void> {
  const seed = testSeed();
  const random = randomFrom(seed);
  const arrays = inputs.map((input, k) => draw(random, input, shapes[k]));
  const tensors = arrays.map((a, k) => toTensor(a, inputs[k].dtype));
  const output = run(...tensors);
  const weights = draw(random, {}, output.shape);
  const smooth = [...inputs.keys()].filter((k) => (inputs[k].dtype ?? 'float32') === 'float32');
  const loss = output.mul(toTensor(weights)).sum();
  const slopes = gradients(
    name,
    loss,
    smooth.map((k) => tensors[k]),
  );

  const scalar = (...args: NdArray[]) =>
    reference(...args).data.reduce((sum, x, i) => sum + x * weights.data[i], 0);
  const values = await Promise.all(slopes.map((slope) => slope && fromTensor(slope)));
  for (const [i, k] of smooth.entries()) {
    const actual = values[i];
    if (!actual) throw new Error(`${name}: no gradient for input ${k}`);
    expect(actual.shape).toEqual(arrays[k].shape);
    const indices = shuffled(random, arrays[k].data.length).slice(0, GRADIENT_SAMPLES);
    const expected = differences(scalar, arrays, k, { indices });
    expectClose(
      fromFlat(
        expected.map(({ index }) => actual.data[index]),
        [expected.length],
      ),
      fromFlat(
        expected.map(({ slope }) => slope),
        [expected.length],
      ),
      { tolerance: gradientTolerance, floor: 0.1, label: `${name}, gradient of input ${k}, seed ${seed}` },
    );
  }
}
