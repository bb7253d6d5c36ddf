import type { LayerWeights } from '../../workloads/data.ts';
import { type PlainLayer, parameter, rectify, rectifyGradients } from './layer.ts';
import { addProduct, addProductTransposedA, addProductTransposedB } from './matmul.ts';

export function dense(
  rows: number,
  [inputs, units]: readonly number[],
  weights: LayerWeights,
  activation: 'linear' | 'relu',
): PlainLayer {
  const [kernel, bias] = weights.map(({ values }) => parameter(values));
  const y = new Float32Array(rows * units);
  let input = new Float32Array();
  return {
    parameters: [kernel, bias],
    forward(x) {
      input = x as Float32Array<ArrayBuffer>;
      for (let row = 0; row < rows; row++) y.set(bias.values, row * units);
      addProduct(y, x, kernel.values, [rows, inputs, units]);
      if (activation === 'relu') rectify(y);
      return y;
    },
    backward(dy, dx) {
      if (activation === 'relu') rectifyGradients(dy, y);
      kernel.gradients.fill(0);
      addProductTransposedA(kernel.gradients, input, dy, [inputs, rows, units]);
      bias.gradients.fill(0);
      for (let k = 0; k < dy.length; k++) bias.gradients[k % units] += dy[k];
      if (dx) addProductTransposedB(dx, dy, kernel.values, [rows, units, inputs]);
    },
  };
}
