import '../../src/methods.ts';
import { expect, test } from 'vitest';
import { batchNormalization, dense, dropout, flatten } from '../../src/layers/index.ts';
import { sequential } from '../../src/model/index.ts';

test('summary prints the layers, their shapes and their weights', () => {
  const model = sequential([
    flatten({ inputShape: [28, 28] }),
    dense({ units: 300, activation: 'relu' }),
    dropout(0.2),
    dense({ units: 10, activation: 'softmax', name: 'classes' }),
  ]);
  const lines: string[] = [];
  model.summary((line) => lines.push(line));
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "Model: sequential
    ────────────────────────────────────────
    Layer              Output shape   Params
    ────────────────────────────────────────
    flatten (flatten)  [batch, 784]        0
    dense (dense)      [batch, 300]  235,500
    dropout (dropout)  [batch, 300]        0
    classes (dense)    [batch, 10]     3,010
    ────────────────────────────────────────
    Total params: 238,510
    Trainable params: 238,510
    Non-trainable params: 0"
  `);
  expect(model.countParams()).toBe(784 * 300 + 300 + 300 * 10 + 10);
});

test('layers are named after their kind and numbered', () => {
  const model = sequential([dense({ units: 1, inputShape: [1] }), dense({ units: 1 }), dense({ units: 1 })]);
  expect(model.layers.map(({ name }) => name)).toEqual(['dense', 'dense_1', 'dense_2']);
  model.add(dense({ units: 1, name: 'dense_1' }));
  expect(model.layers.map(({ name }) => name)).toEqual(['dense', 'dense_2', 'dense_3', 'dense_1']);
  expect(() => model.add(dense({ units: 1, name: 'dense_1' }))).toThrow("two layers are called 'dense_1'");
});

test('summary tells the weights that are trained from those that are not', () => {
  const model = sequential([dense({ units: 4, inputShape: [3] }), batchNormalization()]);
  const lines: string[] = [];
  model.summary((line) => lines.push(line));
  expect(lines.slice(-3)).toEqual(['Total params: 32', 'Trainable params: 24', 'Non-trainable params: 8']);
  expect(model.countParams()).toBe(32);
  expect(model.layers[1].weights.map(({ name }) => name)).toEqual([
    'gamma',
    'beta',
    'movingMean',
    'movingVariance',
  ]);
});
