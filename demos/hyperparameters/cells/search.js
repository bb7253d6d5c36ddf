import {
  gl,
  numbers,
  saved,
  settings,
  show,
} from '../search.ts';

const { method, maxTrials, seed } = settings;

const labels = numbers.train.map(([x]) => [x + 10]);
const scaler = gl.data.standardScaler();
const x = scaler.fitTransform(numbers.train);
const y = scaler.transform(labels);

const build = ({
  activation = 'linear',
  units = 16,
  learningRate = 0.01,
}) => {
  const model = gl.sequential([
    gl.layers.dense({
      units,
      activation,
      inputShape: [1],
    }),
    gl.layers.dense({ units: 1 }),
  ]);
  model.compile({
    optimizer: gl.optimizers.adam({ learningRate }),
    loss: 'meanSquaredError',
  });
  return model;
};

// A grid needs steps: here factors of 4 and 10.
const isGrid = method === 'gridSearch';
const result = await gl.search[method]({
  space: {
    activation: gl.search.choice(['linear', 'relu']),
    units: gl.search.int({
      minValue: 4,
      maxValue: 64,
      sampling: 'log',
      step: isGrid ? 4 : undefined,
    }),
    learningRate: gl.search.float({
      minValue: 0.0001,
      maxValue: 1,
      sampling: 'log',
      step: isGrid ? 10 : undefined,
    }),
  },
  objective: 'valLogLoss',
  maxTrials,
  seed,
  pruner: gl.search.medianRule({ warmupSteps: 5 }),
  resume: saved,
  onTrialEnd: show.trial,
  build,
  fit: (model, _, { callbacks }) =>
    model.fit(x, y, {
      epochs: 40,
      validationSplit: 0.2,
      callbacks: [
        {
          // From 1 to 1e-14: the exponents matter.
          onEpochEnd: (_, logs) => {
            const { valLoss } = logs;
            logs.valLogLoss = Math.log10(valLoss + 1e-16);
          },
        },
        ...callbacks,
        ...show.training,
      ],
    }),
});

const best = build({ ...result.best?.params });
await best.fit(x, y, {
  epochs: 100,
  callbacks: show.training,
});
const unseen = scaler.transform(numbers.test);
const answers = await best.predict(unseen);
show.result({
  result,
  test: scaler.inverseTransform(await answers.data())
    .data,
});
