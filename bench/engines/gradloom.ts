import packageJson from '../../package.json';
import * as gl from '../../src/index.ts';
import type { Engine } from '../engine.ts';

/** What a user runs: one call of `model.fit`, its start, its progress read-backs and its end included. */
export const engine: Engine = {
  name: `gradloom ${packageJson.version}`,
  async setup(workload, initialWeights, data) {
    const { inputs, batchSize, batches, loss } = workload;
    const model = gl.sequential(
      workload.layers.map((layer, k) =>
        gl.layers.dense({ ...layer, inputShape: k === 0 ? [inputs] : undefined }),
      ),
    );
    const { name, learningRate } = workload.optimizer;
    model.compile({ optimizer: gl.optimizers[name]({ learningRate }), loss });
    await model.setWeights(initialWeights.map(({ values, shape }) => ({ data: values, shape })));
    const x = { data: data.x, shape: [batchSize * batches, inputs] };
    const train = (epochs: number) => model.fit(x, data.y, { epochs, batchSize, shuffle: false });
    return {
      stride: batches,
      async steps(steps) {
        await train(steps / batches);
      },
      async losses(passes) {
        return [...(await train(passes)).history.loss];
      },
      dispose: () => model.dispose(),
    };
  },
};
