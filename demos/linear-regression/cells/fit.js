import { gl, points, settings, show } from '../hooks.ts';

const { learningRate, epochs, batchSize } = settings;
const x = points.features.map((feature) => [feature]);
const y = points.labels;

const model = gl.sequential([
  gl.layers.dense({ units: 1, inputShape: [1] }),
]);
model.compile({
  optimizer: gl.optimizers.rmsprop({ learningRate }),
  loss: 'meanSquaredError',
  metrics: ['rootMeanSquaredError'],
});

const { history } = await model.fit(x, y, {
  epochs,
  batchSize,
  callbacks: show.training,
});

const { rootMeanSquaredError: rmse } =
  await model.evaluate(x, y);
const [kernel, bias] = model.getWeights();
const [slope] = await kernel.data();
const [intercept] = await bias.data();
show.result({ slope, intercept, rmse, history });
