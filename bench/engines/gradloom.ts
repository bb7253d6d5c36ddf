import packageJson from '../../package.json';
import * as gl from '../../src/index.ts';
import { type Engine, operationRunner, type Runner } from '../engine.ts';
import { rowSizes } from '../workloads/shapes.ts';
import type { Kernel, LayerSpec, Training } from '../workloads/workload.ts';

/** What a user runs: one call of `model.fit`, its start, its progress read-backs and its end included; or `gl.jit`. */
export const engine: Engine = {
  name: `gradloom ${packageJson.version}`,
  async train(workload, initialWeights, data) {
    const { batchSize, batches, inputShape } = workload;
    const build = async (): Promise<gl.Model> => {
      const built = modelOf(workload);
      await built.setWeights(initialWeights.flat().map(({ values, shape }) => ({ data: values, shape })));
      return built;
    };
    let model = await build();
    const rows = batchSize * batches;
    const x = { data: data.x, shape: [rows, ...inputShape] };
    const y = { data: data.y, shape: [rows, rowSizes(workload).output] };
    const train = (epochs: number, callbacks: gl.Callback[] = []) =>
      model.fit(x, y, { epochs, batchSize, shuffle: false, callbacks });
    return {
      stride: batches,
      async steps(steps) {
        await train(steps / batches);
      },
      async check(passes, onFirst) {
        let first = true;
        const onBatchEnd: gl.Callback['onBatchEnd'] = async (_, logs) => {
          if (!first) return;
          first = false;
          await logs.values();
          onFirst();
        };
        return [...(await train(passes, [{ onBatchEnd }])).history.loss];
      },
      tune: () =>
        onGpu(async () => {
          await gl.tune();
          model.dispose();
          model = await build();
        }),
      dispose: () => model.dispose(),
    };
  },
  operate: async (workload, operands) => operation(workload, operands),
};

/** Where measuring pays: on CPUs rules choose well. */
async function onGpu(tune: () => Promise<void>): Promise<void> {
  const { software } = await gl.init();
  if (!software) await tune();
}

function modelOf(workload: Training): gl.Model {
  const { layers, loss, inputShape, optimizer } = workload;
  const last = layers.length - 1;
  const model = gl.sequential(
    layers.map((spec, k) => {
      const softmax = k === last && loss === 'categoricalCrossentropy';
      return layerOf(spec, { inputShape: k === 0 ? inputShape : undefined, softmax });
    }),
  );
  const { name, learningRate } = optimizer;
  model.compile({ optimizer: gl.optimizers[name]({ learningRate }), loss });
  return model;
}

function layerOf(
  spec: LayerSpec,
  { inputShape, softmax }: { inputShape?: readonly number[]; softmax: boolean },
): gl.Layer {
  switch (spec.type) {
    case 'dense': {
      const { units, activation } = spec;
      return gl.layers.dense({ units, activation: softmax ? 'softmax' : activation, inputShape });
    }
    case 'conv2d': {
      const { filters, kernelSize } = spec;
      return gl.layers.conv2d({ filters, kernelSize, activation: 'relu', inputShape });
    }
    case 'dropout':
      return gl.layers.dropout({ rate: spec.rate });
    default:
      return gl.layers[spec.type]();
  }
}

function operation({ operation }: Kernel, operands: readonly Float32Array<ArrayBuffer>[]): Runner {
  const disposable: { dispose(): void }[] = [];
  const upload = (values: Float32Array<ArrayBuffer>, shape: number[]) => {
    const tensor = gl.tensor(values, shape);
    disposable.push(tensor);
    return tensor;
  };
  const variable = (values: Float32Array<ArrayBuffer>, shape: number[]) =>
    gl.variable(gl.tensor(values, shape));
  const { output, run } = ((): { output: gl.Variable; run: () => void } => {
    if (operation.op === 'matmul') {
      const { m, k, n, transposeA, transposeB } = operation;
      const a = upload(operands[0], transposeA ? [k, m] : [m, k]);
      const b = upload(operands[1], transposeB ? [n, k] : [k, n]);
      const product = variable(new Float32Array(m * n), [m, n]);
      return { output: product, run: () => product.assign(gl.matmul(a, b, { transposeA, transposeB })) };
    }
    const { size } = operation;
    if (operation.op === 'adam') {
      const parameters = variable(operands[0], [size]);
      const gradients = upload(operands[1], [size]);
      const optimizer = gl.optimizers.adam();
      return { output: parameters, run: () => optimizer.apply([gradients], [parameters]) };
    }
    const x = upload(operands[0], [size]);
    if (operation.op === 'sum') {
      const sum = variable(new Float32Array(1), []);
      return { output: sum, run: () => sum.assign(x.sum()) };
    }
    const y = upload(operands[1], [size]);
    const result = variable(new Float32Array(size), [size]);
    return { output: result, run: () => result.assign(gl.relu(x.mul(y).add(x))) };
  })();
  const one = output.shape.map(() => 1);
  const origin = output.shape.map(() => 0);
  let step = gl.jit(run);
  return {
    ...operationRunner({
      step: () => step(),
      // Reading one element waits for everything before it.
      finished: () => (output.rank === 0 ? output : output.slice(origin, one)).data(),
      read: () => output.data(),
      drop: () => {},
      dispose: () => {
        for (const tensor of disposable) tensor.dispose();
      },
      enter: () => {},
    }),
    tune: () =>
      onGpu(async () => {
        await gl.tune();
        step = gl.jit(run);
      }),
  };
}
