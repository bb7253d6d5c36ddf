import { describe, expect, it, test } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import * as gl from '../../src/index.ts';
import { getLayer } from '../../src/layers/names.ts';
import type { NdArray } from '../reference/array.ts';
import { numericGradient } from '../reference/finite-differences.ts';
import * as ops from '../reference/ops.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';

const { layers } = gl;

interface Case {
  readonly layer: gl.layers.Layer;
  /** Of the inputs, without the batch. */
  readonly shapes: readonly (readonly number[])[];
  readonly reference: (...inputs: NdArray[]) => NdArray;
}

const ROWS = 3;
const pair = [[4, 2], [4, 2]]; // biome-ignore format: short
const three = [[4, 2], [4, 2], [4, 2]]; // biome-ignore format: short
const spread = [[4, 2], [1, 2]]; // biome-ignore format: short

const fold =
  (f: (a: NdArray, b: NdArray) => NdArray) =>
  (...inputs: NdArray[]): NdArray =>
    inputs.reduce(f);

/** Sums over the last axes of a [rows, i, k] and b [rows, j, k]. */
const products = (a: NdArray, b: NdArray): NdArray => ops.einsum('rik,rjk->rij', a, b);
const unit = (x: NdArray, axis: number): NdArray =>
  ops.div(x, ops.sqrt(ops.sum(ops.square(x), axis, { keepDims: true })));
const turned = (x: NdArray): NdArray => ops.transpose(x, [0, 2, 1]);

const cases: Record<string, Case> = {
  add: { layer: layers.add(), shapes: three, reference: fold(ops.add) },
  'add, broadcast': { layer: layers.add(), shapes: spread, reference: fold(ops.add) },
  subtract: { layer: layers.subtract(), shapes: pair, reference: ops.sub },
  multiply: { layer: layers.multiply(), shapes: three, reference: fold(ops.mul) },
  'multiply, broadcast': { layer: layers.multiply(), shapes: spread, reference: fold(ops.mul) },
  average: {
    layer: layers.average(),
    shapes: three,
    reference: (...inputs) =>
      ops.div(
        inputs.reduce((a, b) => ops.add(a, b)),
        3,
      ),
  },
  maximum: { layer: layers.maximum(), shapes: three, reference: fold(ops.maximum) },
  minimum: { layer: layers.minimum(), shapes: three, reference: fold(ops.minimum) },
  concatenate: {
    layer: layers.concatenate(),
    shapes: [[4, 2], [4, 3], [4, 1]], // biome-ignore format: short
    reference: (...inputs) => ops.concat(inputs, 2),
  },
  'concatenate along steps': {
    layer: layers.concatenate({ axis: 1 }),
    shapes: [[4, 2], [1, 2]], // biome-ignore format: short
    reference: (...inputs) => ops.concat(inputs, 1),
  },
  'concatenate one': { layer: layers.concatenate(), shapes: [[4, 2]], reference: (x) => x },
  'dot of vectors': {
    layer: layers.dot({ axes: 1 }),
    shapes: [[5], [5]], // biome-ignore format: short
    reference: (a, b) => ops.sum(ops.mul(a, b), 1, { keepDims: true }),
  },
  'dot of matrices': {
    layer: layers.dot({ axes: [2, 1] }),
    shapes: [[3, 4], [4, 2]], // biome-ignore format: short
    reference: (a, b) => products(a, turned(b)),
  },
  'dot, normalized': {
    layer: layers.dot({ axes: -1, normalize: true }),
    shapes: [[3, 4], [2, 4]], // biome-ignore format: short
    reference: (a, b) => products(unit(a, 2), unit(b, 2)),
  },
};

describe('layers that merge: shape, values and gradients as in Keras', () => {
  it.each(Object.entries(cases))('%s', async (name, { layer, shapes, reference }) => {
    const seed = testSeed();
    const random = randomFrom(seed);
    const label = `${name}, seed ${seed}`;
    const inputs = shapes.map((shape) => randomUniform(random, [ROWS, ...shape], -2, 2));
    const tensors = inputs.map((value) => toTensor(value));
    const output = layer.apply(tensors);
    const expected = reference(...inputs);
    expect(layer.outputShape).toEqual(expected.shape.slice(1));
    const factors = randomUniform(random, expected.shape);
    const slopes = gradients(name, output.mul(toTensor(factors)).sum(), tensors);
    expectClose(await fromTensor(output), expected, { tolerance: 1e-5, floor: 0.1, label });
    const scalar = (...args: NdArray[]): number => ops.sum(ops.mul(reference(...args), factors)).data[0];
    for (const [k, slope] of slopes.entries()) {
      if (!slope) throw new Error(`${label}: no gradient for input ${k}`);
      const wanted = numericGradient(scalar, inputs, k);
      expectClose(await fromTensor(slope), wanted, { tolerance: 1e-4, floor: 0.1, label: `${label}, ${k}` });
    }

    const { kind, config } = layer;
    const copy = getLayer('test', JSON.parse(JSON.stringify({ kind, config })));
    expectClose(await fromTensor(copy.apply(tensors)), expected, { tolerance: 1e-5, floor: 0.1, label });
  });
});

test.each<[layer: gl.layers.Layer, shapes: readonly (readonly number[])[], message: string]>([
  [layers.add(), [[4]], "layers.add 'add': expected a list of at least 2 inputs, got 1. Pass them as apply([a, b])."],
  [layers.add(), [[4], [3]], "layers.add 'add': "],
  [layers.maximum(), [[4], [4, 1]], "layers.maximum 'maximum': expected inputs with the same number of axes, got [4] and [4, 1]. Put layers.reshape in front of one."],
  [layers.subtract(), [[4], [4], [4]], "layers.subtract 'subtract': expected a list of two inputs, got 3."],
  [layers.concatenate({ axis: 1 }), [[4, 2], [4, 3]], "layers.concatenate 'concatenate': expected inputs that differ along axis 1 only, got [4, 2] and [4, 3]."],
  [layers.concatenate({ axis: 0 }), [[4], [4]], "layers.concatenate 'concatenate': axis must be from 1 to 1 (0 is the batch)"],
  [layers.dot({ axes: 1 }), [[4]], "layers.dot 'dot': expected a list of two inputs, got 1."],
  [layers.dot({ axes: 1 }), [[4], [3]], "layers.dot 'dot': axes 1 and 1 must have the same length, got inputs of shape [4] and [3]."],
  [layers.dot({ axes: [1, 3] }), [[4], [4, 4]], "layers.dot 'dot': axis must be from 1 to 2"],
])('refused: %#', (layer, shapes, message) => {
  const inputs = shapes.map((shape) => gl.input({ shape }));
  expect(() => layer.apply(inputs)).toThrow(message);
}); // biome-ignore format: a table
