import {
  clothes,
  gl,
  settings,
  show,
} from '../classify.ts';

const { learningRate, epochs, batchSize } = settings;
const { train, validation, test } = clothes;

const model = gl.sequential([
  gl.layers.dense({
    units: 300,
    activation: 'relu',
    inputShape: [784],
  }),
  gl.layers.dense({ units: 100, activation: 'relu' }),
  gl.layers.dense({ units: 10, activation: 'softmax' }),
]);
model.compile({
  optimizer: gl.optimizers.sgd({ learningRate }),
  loss: 'sparseCategoricalCrossentropy',
  metrics: ['accuracy'],
});

const { history } = await model.fit(train.x, train.y, {
  epochs,
  batchSize,
  validationData: [validation.x, validation.y],
  callbacks: show.training,
});

const { loss, accuracy } = await model.evaluate(
  test.x,
  test.y,
);
const probabilities = await model.predict(test.x);
show.result({
  model,
  history,
  loss,
  accuracy,
  probabilities: await probabilities.data(),
});
