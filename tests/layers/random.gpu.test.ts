import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';

const { layers } = gl;

describe('layers that are random in training', () => {
  const x = gl.full([200, 20, 3], 2);
  const run = async (layer: gl.layers.Layer, training: boolean, step = 0): Promise<number[]> => {
    const counter = gl.tensor(new Int32Array([step])).reshape([]);
    return Array.from(await layer.call(x, { training, iteration: counter }).data());
  };
  const moments = (values: number[]): [mean: number, stddev: number] => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    return [mean, Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length)];
  };

  it.each<[string, gl.layers.Layer, stddev: number]>([
    ['gaussianNoise', layers.gaussianNoise({ stddev: 0.5, seed: 3 }), 0.5],
    ['gaussianDropout', layers.gaussianDropout({ rate: 0.2, seed: 3 }), 2 * 0.5],
  ])('%s', async (_, layer, stddev) => {
    expect(new Set(await run(layer, false))).toEqual(new Set([2]));
    const values = await run(layer, true);
    const [mean, spread] = moments(values);
    expect(Math.abs(mean - 2)).toBeLessThan((5 * stddev) / Math.sqrt(values.length));
    expect(Math.abs(spread - stddev)).toBeLessThan((5 * stddev) / Math.sqrt(2 * values.length));
    expect(await run(layer, true)).toEqual(values);
    expect(await run(layer, true, 1)).not.toEqual(values);
  });

  it('dropout with a noiseShape drops along axes of length 1 together', async () => {
    const values = await run(layers.dropout({ rate: 0.5, seed: 3, noiseShape: [null, 20, 1] }), true);
    expect(new Set(values)).toEqual(new Set([0, 4]));
    for (const [i, value] of values.entries()) expect(value).toBe(values[i - (i % 3)]);
    expect(Math.abs(moments(values)[0] - 2)).toBeLessThan((5 * 2) / Math.sqrt(values.length / 3));
  });

  it('spatialDropout1d drops channels as a whole', async () => {
    const layer = layers.spatialDropout1d({ rate: 0.5, seed: 3 });
    expect(new Set(await run(layer, false))).toEqual(new Set([2]));
    const values = await run(layer, true);
    const dropped = values.filter((value, i) => {
      const [row, channel] = [Math.floor(i / 60), i % 3];
      expect(value).toBe(values[row * 60 + channel]);
      return value === 0;
    });
    expect(Math.abs(dropped.length / values.length - 0.5)).toBeLessThan((5 * 0.5) / Math.sqrt(600));
    expect(new Set(values)).toEqual(new Set([0, 4]));
  });
});
