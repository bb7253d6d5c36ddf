import { gl, housing, settings, show } from '../hooks.ts';

const { learningRate, epochs, batchSize } = settings;

const { trainTestSplit, standardScaler } = gl.data;
const [rest, test] = trainTestSplit([
  housing.x,
  housing.y,
]);
const [train, validation] = trainTestSplit(rest);

const scaler = standardScaler().fit(train[0]);
const [x, y] = [scaler.transform(train[0]), train[1]];
const xValidation = scaler.transform(validation[0]);
const xTest = scaler.transform(test[0]);

const model = gl.sequential([
  gl.layers.dense({
    units: 30,
    activation: 'relu',
    inputShape: [8],
  }),
  gl.layers.dense({ units: 1 }),
]);
model.compile({
  optimizer: gl.optimizers.sgd({ learningRate }),
  loss: 'meanSquaredError',
});

const { history } = await model.fit(x, y, {
  epochs,
  batchSize,
  validationData: [xValidation, validation[1]],
  callbacks: show.training,
});

const { loss } = await model.evaluate(xTest, test[1]);
const prices = await model.predict(xTest);
show.result({
  history,
  mse: loss,
  x: test[0],
  y: test[1],
  prices: await prices.data(),
});
