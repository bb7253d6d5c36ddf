// Small apps whose size is watched, as pages would have them. Their data are global: `images`, `labels` and `weights`.

/** Trains an MLP with `model.fit`. @param {string} gradloom what to import it from */
export const fitApp = (gradloom) => `
import * as gl from '${gradloom}';
const model = gl.sequential([
  gl.layers.dense({ units: 300, activation: 'relu', inputShape: [784] }),
  gl.layers.dense({ units: 100, activation: 'relu' }),
  gl.layers.dense({ units: 10, activation: 'softmax' }),
]);
model.compile({ optimizer: gl.optimizers.sgd({ learningRate: 0.01 }), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
model.fit(globalThis.images, globalThis.labels, { epochs: 3, batchSize: 32 })
  .then(({ history }) => console.info(history));
`;

/** Trains the same MLP by a step of its own, for labels in one-hot rows. @param {string} gradloom */
export const stepApp = (gradloom) => `
import { jit, logSoftmax, matmul, relu, valueAndGrad, variable } from '${gradloom}';
const weights = globalThis.weights.map((initial) => variable(initial));
const [w1, b1, w2, b2, w3, b3] = weights;
const step = jit((x, y) => {
  const [loss, gradients] = valueAndGrad(() => {
    const hidden = relu(matmul(x, w1).add(b1));
    const next = relu(matmul(hidden, w2).add(b2));
    return logSoftmax(matmul(next, w3).add(b3)).mul(y).sum().mul(-1 / 32);
  }, weights);
  for (const [k, weight] of weights.entries()) weight.assign(weight.sub(gradients[k].mul(0.01)));
  return loss;
});
step(globalThis.images, globalThis.labels).data().then(console.info);
`;

/** @param {string} gradloom */
export const opApp = (gradloom) => `
import { matmul } from '${gradloom}';
matmul([[1, 2]], [[3], [4]]).data().then(console.info);
`;
