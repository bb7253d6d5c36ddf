import {
  clothes,
  gl,
  settings,
  show,
} from '../convolve.ts';

const { learningRate, epochs, batchSize } = settings;
const { train, validation, test } = clothes;
const { layers } = gl;

const model = gl.sequential([
  layers.reshape({
    targetShape: [28, 28, 1],
    inputShape: [784],
  }),
  layers.conv2d({
    filters: 32,
    kernelSize: 6,
    strides: 4,
    padding: 'same',
    activation: 'relu',
  }),
  layers.flatten(),
  layers.dropout(0.3),
  layers.dense({ units: 128, activation: 'relu' }),
  layers.dense({ units: 10, activation: 'softmax' }),
]);
// Large steps first, and ever smaller ones in the end.
const steps = Math.ceil(train.y.length / batchSize);
const decay = gl.optimizers.schedules.cosineDecay({
  initialLearningRate: learningRate,
  decaySteps: epochs * steps,
});
model.compile({
  optimizer: gl.optimizers.adam({ learningRate: decay }),
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
show.result({ model, history, loss, accuracy });
