import type { LayerWeights } from '../../workloads/data.ts';
import { type PlainLayer, parameter } from './layer.ts';

const MOMENTUM = 0.99;
const EPSILON = 1e-3;

export function batchNormalization(rows: number, units: number, weights: LayerWeights): PlainLayer {
  const [gamma, beta] = weights.slice(0, 2).map(({ values }) => parameter(values));
  const [movingMean, movingVariance] = weights.slice(2).map(({ values }) => values.slice());
  const normal = new Float32Array(rows * units);
  const y = new Float32Array(rows * units);
  const scale = new Float32Array(units);
  return {
    parameters: [gamma, beta],
    forward(x) {
      for (let unit = 0; unit < units; unit++) {
        let sum = 0;
        for (let k = unit; k < x.length; k += units) sum += x[k];
        const mean = sum / rows;
        let squares = 0;
        for (let k = unit; k < x.length; k += units) squares += (x[k] - mean) ** 2;
        const variance = squares / rows;
        scale[unit] = 1 / Math.sqrt(variance + EPSILON);
        for (let k = unit; k < x.length; k += units) {
          normal[k] = (x[k] - mean) * scale[unit];
          y[k] = normal[k] * gamma.values[unit] + beta.values[unit];
        }
        movingMean[unit] = movingMean[unit] * MOMENTUM + mean * (1 - MOMENTUM);
        movingVariance[unit] = movingVariance[unit] * MOMENTUM + variance * (1 - MOMENTUM);
      }
      return y;
    },
    backward(dy, dx) {
      for (let unit = 0; unit < units; unit++) {
        let sum = 0;
        let alongNormal = 0;
        for (let k = unit; k < dy.length; k += units) {
          sum += dy[k];
          alongNormal += dy[k] * normal[k];
        }
        beta.gradients[unit] = sum;
        gamma.gradients[unit] = alongNormal;
        if (!dx) continue;
        const factor = gamma.values[unit] * scale[unit];
        for (let k = unit; k < dy.length; k += units) {
          dx[k] += factor * (dy[k] - (sum + normal[k] * alongNormal) / rows);
        }
      }
    },
  };
}
