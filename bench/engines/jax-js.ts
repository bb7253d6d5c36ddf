import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import { type Engine, STEPS_IN_FLIGHT } from '../engine.ts';
import type { Data, Workload } from '../workloads.ts';

/** Kernel and bias of every layer in turn; for RMSprop the running mean squares likewise. */
type State = { weights: np.Array[]; meanSquares: np.Array[] };

/** Gradients and update in one `jit`. It is lazy, so the weights are awaited, or nothing would be computed. */
export const engine: Engine = {
  name: 'jax-js 0.1.25 webgpu, one jit',
  async setup(workload, initialWeights, data) {
    if (!(await init('webgpu')).includes('webgpu')) throw new Error('jax-js found no WebGPU');
    defaultDevice('webgpu');
    const batches = batchesOf(workload, data);
    const step = jit(stepOf(workload));
    let state: State = {
      weights: initialWeights.map(({ values, shape }) => np.array(values, { shape: [...shape] })),
      meanSquares:
        workload.optimizer.name === 'rmsprop' ? initialWeights.map(({ shape }) => np.zeros([...shape])) : [],
    };

    let done = 0;
    const advance = (): np.Array => {
      const { x, y } = batches[done++ % batches.length];
      const [next, loss] = step(state, x.ref, y.ref);
      state = next;
      return loss;
    };
    return {
      stride: 1,
      async steps(steps) {
        for (let k = 0; k < steps; k++) {
          advance().dispose();
          if ((k + 1) % STEPS_IN_FLIGHT === 0 || k === steps - 1) await blockUntilReady(state);
        }
      },
      async losses(passes) {
        const means: number[] = [];
        for (let pass = 0; pass < passes; pass++) {
          let sum = 0;
          for (let k = 0; k < batches.length; k++) sum += (await advance().data())[0];
          means.push(sum / batches.length);
        }
        return means;
      },
      dispose: () => step.dispose(),
    };
  },
};

function batchesOf({ inputs, loss, batchSize, batches }: Workload, data: Data) {
  return Array.from({ length: batches }, (_, k) => {
    const labels = data.y.slice(k * batchSize, (k + 1) * batchSize);
    return {
      x: np.array(data.x.slice(k * batchSize * inputs, (k + 1) * batchSize * inputs), {
        shape: [batchSize, inputs],
      }),
      y:
        loss === 'meanSquaredError'
          ? np.array(labels, { shape: [batchSize, 1] })
          : np.array(Int32Array.from(labels), { dtype: np.int32 }),
    };
  });
}

function stepOf(workload: Workload) {
  const lossAndGradients = valueAndGrad(lossOf(workload));
  const { name, learningRate } = workload.optimizer;
  return ({ weights, meanSquares }: State, x: np.Array, y: np.Array): [State, np.Array] => {
    const [loss, gradients] = lossAndGradients(
      weights.map((weight) => weight.ref),
      x,
      y,
    );
    if (name === 'sgd') {
      const moved = weights.map((weight, k) => weight.sub(gradients[k].mul(learningRate)));
      return [{ weights: moved, meanSquares: [] }, loss];
    }
    const averages = meanSquares.map((mean, k) => mean.mul(0.9).add(np.square(gradients[k].ref).mul(0.1)));
    const moved = weights.map((weight, k) =>
      weight.sub(gradients[k].mul(learningRate).div(np.sqrt(averages[k].ref.add(1e-7)))),
    );
    return [{ weights: moved, meanSquares: averages }, loss];
  };
}

function lossOf({ layers, loss, batchSize }: Workload) {
  return (weights: np.Array[], x: np.Array, y: np.Array): np.Array => {
    let output = x;
    for (const [k, { activation }] of layers.entries()) {
      const sum = np.matmul(output, weights[2 * k]).add(weights[2 * k + 1]);
      output = activation === 'relu' ? nn.relu(sum) : sum;
    }
    if (loss === 'meanSquaredError') return np.square(output.sub(y)).mean();
    const classes = layers[layers.length - 1].units;
    return nn
      .logSoftmax(output)
      .mul(nn.oneHot(y, classes))
      .sum()
      .mul(-1 / batchSize);
  };
}
