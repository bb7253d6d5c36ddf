/**
 * Holds an operation against its float64 reference: values, gradient, sizes around the workgroup,
 * broadcasting, NaN and infinity, and the shapes that it must refuse.
 */

import { describe, expect, it, type TaskMeta } from 'vitest';
import type { DType } from '../../src/core/dtype.ts';
import { gradients } from '../../src/graph/grad.ts';
import { type Tensor, tensor } from '../../src/index.ts';
import { fromFlat, type NdArray, toFloat32 } from '../reference/array.ts';
import { differences, secondDifferences } from '../reference/finite-differences.ts';
import {
  freshSeed,
  type Random,
  randomFrom,
  randomIntegers,
  randomUniform,
  shuffled,
} from '../reference/random.ts';
import type { OpProof } from './op-proof.ts';

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
  /** The shapes of the inputs, check by check. By default all inputs have 1, 63, 64, 65, 1000 or 65537 elements. */
  readonly shapes?: readonly (readonly Shape[])[];
  /**
   * The shapes for which the gradient is checked, by default 65 elements. 'none' declares, and tests, that
   * the operation is not differentiable; false checks nothing, for further checks of the same operation.
   */
  readonly gradient?: readonly (readonly Shape[])[] | 'none' | false;
  /** Of an elementwise operation: its derivatives in float64, one for each input. */
  readonly derivatives?: readonly ((...at: number[]) => number)[];
  /** How the inputs are drawn for the gradient, where they must keep away from kinks. */
  readonly gradientInputs?: readonly Draw[];
  /** Points where a rule decides about the derivative (kinks, ties, saturation): inputs, and a slope for each float32. */
  readonly slopes?: readonly (readonly [at: readonly number[], slopes: readonly number[]])[];
  /** Checks the second derivative too, of an elementwise function of one input. */
  readonly second?: boolean;
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

const SIZES = [1, 63, 64, 65, 1000, 65537];
/** About 16 units in the last place of a float32. */
const TOLERANCE = 2e-6;
const GRADIENT_TOLERANCE = 2e-4;
const GRADIENT_SAMPLES = 48;

/**
 * The environment's VITE_TEST_SEED, where 'random' draws another seed for every test; without it always
 * the same, so that a test which passes does so tomorrow, too.
 */
const chosenSeed: string = import.meta.env.VITE_TEST_SEED ?? '1';

/** What the random numbers of a test begin with. Every failure prints it. */
export function testSeed(): number {
  return chosenSeed === 'random' ? freshSeed() : Number(chosenSeed);
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

/**
 * Fails with the worst element when an error exceeds the tolerance; NaN must meet NaN, infinity infinity.
 *
 * @returns the largest error, relative to the expected value or to `floor` if that is larger
 */
export function expectClose(actual: NdArray, expected: NdArray, options: Closeness = {}): number {
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
  return Math.max(worst.error, 0);
}

/**
 * Declares the tests of one operation, whose name is the first word of `name`. Each test leaves a proof
 * of what it has measured in the meta data of its task; the contract and docs/OPS.md are made of these.
 */
export function checkOp(name: string, check: OpCheck): void {
  const inputs = check.inputs ?? [{}];
  const everySize = (sizes: number[]) => sizes.map((n) => inputs.map(() => [n]));
  const shapes = check.shapes ?? everySize(SIZES);
  const { gradient = everySize([65]), dtype = 'float32' } = check;
  const op = /^\w+/.exec(name)?.[0] ?? name;
  const about = name.slice(op.length).replace(/^[ ,:]+/, '');
  const prove = (task: { meta: TaskMeta }, proof: Omit<OpProof, 'op' | 'about' | 'dtypes'>): void => {
    const dtypes = `${inputs.map((input) => input.dtype ?? 'float32').join(', ')} → ${dtype}`;
    task.meta.op = { op, about, dtypes, ...proof };
  };
  const tolerance = check.tolerance ?? TOLERANCE;
  const gradientTolerance = check.gradientTolerance ?? GRADIENT_TOLERANCE;

  describe(name, () => {
    for (const list of shapes) {
      it(`values, shape ${shapesText(list)}`, async ({ task }) => {
        const seed = testSeed();
        const random = randomFrom(seed);
        const arrays = inputs.map((input, k) => draw(random, input, list[k]));
        const error = await checkValues(`${name}, seed ${seed}`, check, inputs, arrays);
        const empty = arrays.some(({ data }) => data.length === 0);
        prove(task, { kind: empty ? 'edges' : 'values', error, budget: tolerance, range: rangeText(inputs) });
      });
    }

    for (const list of Array.isArray(gradient) ? gradient : []) {
      it(`gradient, shape ${shapesText(list)}`, async ({ task }) => {
        const error = await checkGradient(name, check, check.gradientInputs ?? inputs, list);
        prove(task, { kind: 'gradient', error, budget: gradientTolerance });
      });
    }

    if (check.derivatives) {
      const { derivatives } = check;
      it('gradient, by its formula', async ({ task }) => {
        const error = await checkDerivatives(name, check, check.gradientInputs ?? inputs, derivatives);
        prove(task, { kind: 'gradient', error, budget: gradientTolerance });
      });
    }

    if (gradient === 'none') {
      it('is not differentiable', ({ task }) => {
        const tensors = inputs.map((input) => toTensor(draw(randomFrom(0), input, [3]), input.dtype));
        const loss = check
          .run(...tensors)
          .cast('float32')
          .sum();
        expect(gradients(name, loss, tensors)).toEqual(tensors.map(() => null));
        prove(task, { kind: 'none' });
      });
    }

    if (check.slopes) {
      const { slopes } = check;
      it('gradient at kinks and extremes', async ({ task }) => {
        const at = inputs.map((_, k) => fromFlat(slopes.map(([point]) => point[k]), [slopes.length])); // biome-ignore format: short
        const found = await slopesOf(name, check, inputs, at, null);
        for (const [k, actual] of found.entries()) {
          const expected = fromFlat(slopes.map(([, values]) => values[k]), [slopes.length]); // biome-ignore format: short
          expectClose(actual, expected, {
            tolerance: gradientTolerance,
            label: `${name}, slopes of input ${k}`,
          });
        }
        const texts = slopes.map(([at, values]) => [at.map(numberText), values.map(numberText)] as const);
        prove(task, { kind: 'edges', slopes: texts });
      });
    }

    if (check.second) {
      it('second derivative', async ({ task }) => {
        const error = await checkSecond(name, check, (check.gradientInputs ?? inputs)[0]);
        prove(task, { kind: 'gradient', error, budget: 10 * gradientTolerance });
      });
    }

    if (check.special) {
      const { special } = check;
      it('NaN, infinity and extremes', async ({ task }) => {
        const arrays = special.map((values, k) => {
          const exact = (inputs[k].dtype ?? 'float32') === 'float32' ? values.map(Math.fround) : values;
          return fromFlat(exact, [values.length]);
        });
        await checkValues(name, check, inputs, arrays);
        const { data } = expectedOf(check, arrays);
        const results = [...data].map((x) => valueText(x, dtype));
        const texts = special.map((values, k) => values.map((x) => valueText(x, inputs[k].dtype)));
        prove(task, { kind: 'edges', special: { inputs: texts, results } });
      });
    }

    for (const [call, message] of check.rejects ?? []) {
      it(`refuses: ${message}`, ({ task }) => {
        const error = thrownBy(call);
        expect(error.message).toContain(message);
        prove(task, { kind: 'refusal', refused: `${error.name}: ${error.message}` });
      });
    }
  });
}

const shapesText = (list: readonly Shape[]): string => list.map((shape) => `[${shape}]`).join(' ');

function thrownBy(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  return expect.fail('expected an error');
}

/** As few digits as tell float32 values apart. */
function numberText(x: number): string {
  if (Object.is(x, -0)) return '-0';
  const enough = [6, 7, 8].find((n) => Math.fround(Number(x.toPrecision(n))) === Math.fround(x)) ?? 9;
  return String(Number(x.toPrecision(enough)));
}

const valueText = (x: number, dtype: DType = 'float32'): string =>
  dtype === 'float32' ? numberText(x) : dtype === 'bool' ? String(x !== 0) : String(x);

const rangeText = (inputs: readonly Draw[]): string =>
  inputs
    .filter(({ dtype }) => dtype !== 'bool')
    .map(({ low = -2, high = 2 }) => `${low} to ${high}`)
    .join(', ');

async function checkValues(
  label: string,
  check: OpCheck,
  inputs: readonly Draw[],
  arrays: readonly NdArray[],
): Promise<number> {
  const { run, tolerance, floor, dtype = 'float32' } = check;
  const output = run(...arrays.map((a, k) => toTensor(a, inputs[k].dtype)));
  expect(output.dtype).toBe(dtype);
  return expectClose(await fromTensor(output), expectedOf(check, arrays), { tolerance, floor, label });
}

/** What the reference gives; what overflows float32 is infinite there. */
function expectedOf({ reference, dtype = 'float32' }: OpCheck, arrays: readonly NdArray[]): NdArray {
  const expected = reference(...arrays);
  return dtype === 'float32' ? toFloat32(expected) : expected;
}

/** The gradients of sum(weights * output) with respect to the float32 inputs; without weights, of the sum. */
async function slopesOf(
  name: string,
  { run }: OpCheck,
  inputs: readonly Draw[],
  arrays: readonly NdArray[],
  weigh: ((shape: Shape) => NdArray) | null,
): Promise<NdArray[]> {
  const tensors = arrays.map((a, k) => toTensor(a, inputs[k].dtype));
  const output = run(...tensors);
  const loss = (weigh ? output.mul(toTensor(weigh(output.shape))) : output).sum();
  const smooth = tensors.filter(({ dtype }) => dtype === 'float32');
  const slopes = gradients(name, loss, smooth).map((slope, k) => {
    if (!slope) throw new Error(`${name}: no gradient for float32 input ${k}`);
    expect(slope.shape).toEqual(smooth[k].shape);
    return slope;
  });
  return Promise.all(slopes.map(fromTensor));
}

/** Compares the gradient of sum(weights * output), for random weights, with differences of the reference. */
async function checkGradient(
  name: string,
  check: OpCheck,
  inputs: readonly Draw[],
  shapes: readonly Shape[],
): Promise<number> {
  const { reference, gradientTolerance: tolerance = GRADIENT_TOLERANCE } = check;
  const seed = testSeed();
  const random = randomFrom(seed);
  const arrays = inputs.map((input, k) => draw(random, input, shapes[k]));
  const weights = draw(random, {}, reference(...arrays).shape);
  const slopes = await slopesOf(name, check, inputs, arrays, () => weights);
  const scalar = (...args: NdArray[]) =>
    reference(...args).data.reduce((sum, x, i) => sum + x * weights.data[i], 0);
  const smooth = [...inputs.keys()].filter((k) => (inputs[k].dtype ?? 'float32') === 'float32');
  const errors = smooth.map((k, i) => {
    const indices = shuffled(random, arrays[k].data.length).slice(0, GRADIENT_SAMPLES);
    const expected = differences(scalar, arrays, k, { indices });
    const label = `${name}, gradient of input ${k}, seed ${seed}`;
    return expectClose(
      vector(expected.map(({ index }) => slopes[i].data[index])),
      vector(expected.map(({ slope }) => slope)),
      { tolerance, floor: 0.1, label },
    );
  });
  return Math.max(...errors);
}

/** Compares the gradient of sum(weights * output), for random weights, with derivatives by their formulas. */
async function checkDerivatives(
  name: string,
  check: OpCheck,
  inputs: readonly Draw[],
  derivatives: NonNullable<OpCheck['derivatives']>,
): Promise<number> {
  const seed = testSeed();
  const random = randomFrom(seed);
  const arrays = inputs.map((input) => draw(random, input, [65]));
  const weights = draw(random, {}, [65]);
  const slopes = await slopesOf(name, check, inputs, arrays, () => weights);
  expect(slopes.length).toBe(derivatives.length);
  const errors = derivatives.map((derivative, k) => {
    const at = (i: number): number[] => arrays.map(({ data }) => data[i]);
    const expected = vector(Array.from(weights.data, (weight, i) => weight * derivative(...at(i))));
    const tolerance = check.gradientTolerance ?? GRADIENT_TOLERANCE;
    const label = `${name}, gradient of input ${k}, seed ${seed}`;
    return expectClose(slopes[k], expected, { tolerance, label });
  });
  return Math.max(...errors);
}

const vector = (values: readonly number[]): NdArray => fromFlat(values, [values.length]);

/** Compares the gradient of the gradient with second differences of the reference. */
async function checkSecond(
  name: string,
  { run, reference, ...check }: OpCheck,
  input: Draw,
): Promise<number> {
  const seed = testSeed();
  const x = draw(randomFrom(seed), input, [65]);
  const slope = (t: Tensor): Tensor => {
    const [first] = gradients(name, run(t).sum(), [t]);
    if (!first) throw new Error(`${name}: no gradient`);
    return first;
  };
  const [actual] = await slopesOf(name, { ...check, run: slope, reference }, [input], [x], null);
  const { gradientTolerance = GRADIENT_TOLERANCE } = check;
  const options = {
    tolerance: 10 * gradientTolerance,
    floor: 1,
    label: `${name}, second derivative, seed ${seed}`,
  };
  return expectClose(actual, secondDifferences(reference, x), options);
}
