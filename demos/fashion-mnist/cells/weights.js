import {
  clothes,
  gl,
  settings,
  show,
} from '../weights.ts';

const { weighting, factor, seed } = settings;
const { learningRate, epochs, batchSize } = settings;
const { train, test } = clothes;

// Of every ten shirts, keep one.
const shirt = 6;
let shirts = 0;
const rows = [...train.y.keys()].filter(
  (row) => train.y[row] !== shirt || shirts++ % 10 === 0,
);
const [x, y] = gl.data.takeRows([train.x, train.y], rows);

const weights = {
  none: {},
  classWeight: { classWeight: { [shirt]: factor } },
  sampleWeight: {
    sampleWeight: Float32Array.from(y, (label) =>
      label === shirt ? factor : 1,
    ),
  },
};

// From the same seed, so that only the weights differ.
await gl.init({ seed });
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
});
await model.fit(x, y, {
  epochs,
  batchSize,
  ...weights[weighting],
  callbacks: show.training,
});

const probabilities = await model.predict(test.x);
const predicted = await gl.argMax(probabilities).data();
show.result({ weighting, predicted });
