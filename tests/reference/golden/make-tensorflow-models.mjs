// Writes tensorflow-models.data.json: models that TensorFlow.js saved, with inputs and what it predicts for them.
// node tests/reference/golden/make-tensorflow-models.mjs
import { writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');

/** @param {number[]} shape @param {number} seed */
const values = (shape, seed) => tf.randomUniform(shape, -1, 1, 'float32', seed);

function sequential() {
  const model = tf.sequential({ name: 'pictures' });
  const seed = 7;
  const kernelInitializer = tf.initializers.glorotUniform({ seed });
  model.add(
    tf.layers.conv2d({
      filters: 3,
      kernelSize: 3,
      activation: 'relu',
      kernelInitializer,
      inputShape: [8, 8, 2],
    }),
  );
  model.add(tf.layers.batchNormalization());
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(
    tf.layers.depthwiseConv2d({ kernelSize: 2, padding: 'same', depthwiseInitializer: kernelInitializer }),
  );
  model.add(tf.layers.flatten());
  model.add(tf.layers.dropout({ rate: 0.5 }));
  model.add(
    tf.layers.dense({ units: 4, activation: 'softmax', kernelInitializer, kernelRegularizer: 'l1l2' }),
  );
  return { model, inputs: [values([3, 8, 8, 2], 1)] };
}

/** @param {import('@tensorflow/tfjs').layers.Layer} layer @param {import('@tensorflow/tfjs').SymbolicTensor | import('@tensorflow/tfjs').SymbolicTensor[]} x */
const apply = (layer, x) => /** @type {import('@tensorflow/tfjs').SymbolicTensor} */ (layer.apply(x));

function functional() {
  const [a, b] = [tf.input({ shape: [4], name: 'a' }), tf.input({ shape: [4], name: 'b' })];
  const shared = tf.layers.dense({ units: 3, activation: 'tanh', name: 'shared' });
  const [p, q] = [apply(shared, a), apply(shared, b)];
  const sum = apply(tf.layers.add({ name: 'sum' }), [p, q]);
  const joined = apply(tf.layers.concatenate({ name: 'joined' }), [sum, p]);
  const outputs = [
    apply(tf.layers.dense({ units: 2, name: 'first' }), joined),
    apply(tf.layers.leakyReLU({ alpha: 0.1, name: 'second' }), sum),
  ];
  return {
    model: tf.model({ inputs: [a, b], outputs, name: 'twins' }),
    inputs: [values([3, 4], 2), values([3, 4], 3)],
  };
}

/** @param {import('@tensorflow/tfjs').Tensor} tensor */
const plain = (tensor) => ({ shape: tensor.shape, data: Array.from(tensor.dataSync()) });

const cases = [];
for (const { model, inputs } of [sequential(), functional()]) {
  // Other values than the initializers' zeros and ones.
  model.setWeights(
    model.getWeights().map((weight, k) =>
      weight.rank > 1
        ? weight
        : weight.add(
            values(weight.shape, 10 + k)
              .abs()
              .mul(0.3),
          ),
    ),
  );
  /** @type {import('@tensorflow/tfjs').io.ModelArtifacts} */
  let saved = {};
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  const { modelTopology, weightSpecs, weightData } = saved;
  const predictions = [model.predict(inputs.length === 1 ? inputs[0] : inputs)].flat();
  cases.push({
    json: { modelTopology, weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }] },
    weights: Buffer.from(tf.io.CompositeArrayBuffer.join(weightData ?? new ArrayBuffer(0))).toString(
      'base64',
    ),
    inputs: inputs.map(plain),
    outputs: predictions.map(plain),
  });
}
writeFileSync(new URL('tensorflow-models.data.json', import.meta.url), `${JSON.stringify(cases)}\n`);
