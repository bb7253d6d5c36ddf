import { gl, settings, show, wines } from '../hooks.ts';

const { learningRate, epochs, batchSize, dropout } =
  settings;
const { train, test } = wines;

const scaler = gl.data.minMaxScaler();
const x = scaler.fitTransform(train.features);
const y = gl.data.toCategorical(train.qualities);

const model = gl.sequential([
  gl.layers.dense({
    units: 144,
    activation: 'relu',
    inputShape: [11],
  }),
  gl.layers.batchNormalization(),
  gl.layers.dropout(dropout),
  gl.layers.dense({ units: 144, activation: 'relu' }),
  gl.layers.batchNormalization(),
  gl.layers.dropout(dropout),
  gl.layers.dense({ units: 16, activation: 'relu' }),
  gl.layers.batchNormalization(),
  gl.layers.dropout(dropout),
  gl.layers.dense({ units: 9, activation: 'softmax' }),
]);
model.compile({
  optimizer: gl.optimizers.adam({ learningRate }),
  loss: 'categoricalCrossentropy',
  metrics: ['accuracy'],
});
model.summary(show.line);

const { history } = await model.fit(x, y, {
  epochs,
  batchSize,
  validationSplit: 0.1,
  callbacks: show.training,
});

const trained = gl.data.takeRows(
  [x, y],
  [...Array(1007).keys()],
);
const { accuracy } = await model.evaluate(...trained);

const unseen = scaler.transform(test.features);
const probabilities = await model.predict(unseen);
const predicted = await gl.argMax(probabilities).data();
show.result({ history, accuracy, predicted });
