import {
  gl,
  numbers,
  settings,
  show,
} from '../activation.ts';

const { activation, units, learningRate, epochs } =
  settings;

const labels = numbers.train.map(([x]) => [x + 10]);
const scaler = gl.data.standardScaler();
const x = scaler.fitTransform(numbers.train);
const y = scaler.transform(labels);

const model = gl.sequential([
  gl.layers.dense({ units, activation, inputShape: [1] }),
  gl.layers.dense({ units: 1 }),
]);
model.compile({
  optimizer: gl.optimizers.adam({ learningRate }),
  loss: 'meanSquaredError',
});
const { history } = await model.fit(x, y, {
  epochs,
  callbacks: show.training,
});

const unseen = scaler.transform(numbers.test);
const answers = await model.predict(unseen);
const line = await model.predict(
  scaler.transform(numbers.axis),
);
// Restored: from the network's scale to that of x + 10.
show.result({
  history,
  test: scaler.inverseTransform(await answers.data())
    .data,
  line: scaler.inverseTransform(await line.data()).data,
});
