import { expect, test } from 'vitest';
import { historyTable, readArguments } from '../../tools/train.mjs';

test('arguments and their defaults', () => {
  expect(readArguments(['fashion-mnist'])).toEqual({
    request: {
      demo: 'fashion-mnist',
      epochs: 30,
      batchSize: 32,
      learningRate: 0.01,
      seed: undefined,
      sample: false,
    },
    json: undefined,
  });
  const all =
    'linear-regression --epochs 3 --batch-size 1 --learning-rate 0.5 --seed 7 --sample --json a.json';
  expect(readArguments(all.split(' '))).toEqual({
    request: {
      demo: 'linear-regression',
      epochs: 3,
      batchSize: 1,
      learningRate: 0.5,
      seed: 7,
      sample: true,
    },
    json: 'a.json',
  });
  expect(readArguments(['--help'])).toBeNull();
});

test.each([
  [
    '',
    'expected one demo (linear-regression, red-wine, gradient-tape, hyperparameters, fashion-mnist, fashion-mnist-cnn, fashion-mnist-weights, california-housing), got none',
  ],
  ['mnist', 'got mnist'],
  ['fashion-mnist linear-regression', 'got fashion-mnist linear-regression'],
  ['fashion-mnist --epochs 0', '--epochs must be a positive whole number, got 0'],
  ['fashion-mnist --epochs=-1', '--epochs must be a positive whole number, got -1'],
  ['fashion-mnist --batch-size 1.5', '--batch-size must be a positive whole number, got 1.5'],
  ['fashion-mnist --learning-rate fast', '--learning-rate must be a positive number, got fast'],
  ['fashion-mnist --epoch 3', "Unknown option '--epoch'"],
])('refuses %j', (line, message) => {
  expect(() => readArguments(line.split(' ').filter(Boolean))).toThrow(message);
});

test('a short history is shown whole', () => {
  expect(historyTable({ loss: [1.5, 0.25], valLoss: [10, 2] })).toBe(
    ['epoch    loss  valLoss', '    1  1.5000  10.0000', '    2  0.2500   2.0000'].join('\n'),
  );
});

test('a long history is thinned out, its last epoch kept', () => {
  const loss = Array.from({ length: 11 }, (_, i) => i + 1);
  const epochs = historyTable({ loss }, 4)
    .split('\n')
    .slice(1)
    .map((line) => Number(line.trim().split(' ')[0]));
  expect(epochs).toEqual([3, 6, 9, 11]);
});
