import { expect, test } from 'vitest';
import later from '../../shaders/later.wgsl';
import * as gl from '../../src/index.ts';
import type { Command } from '../../src/schedule/command.ts';
import { plan } from '../../src/schedule/plan.ts';
import { trainingStep } from './planned-step.ts';

const { dense, batchNormalization, dropout, conv2d, maxPooling2d, flatten } = gl.layers;

const stepOf = (layers: readonly gl.layers.Layer[]): readonly Command[] =>
  plan(trainingStep(layers, [11], 9, 128), { software: true }).commands;

test.each([
  { software: true, dispatches: 20 },
  { software: false, dispatches: 19 },
])('a small CNN: $dispatches dispatches a step (software: $software)', ({ software, dispatches }) => {
  const block = (filters: number) => [
    conv2d({ filters, kernelSize: 3, activation: 'relu' }),
    maxPooling2d({ poolSize: 2 }),
  ];
  const layers = [...block(8), ...block(16), flatten(), dense({ units: 10, activation: 'softmax' })];
  const { commands } = plan(trainingStep(layers, [28, 28, 1], 10, 32), { software });
  expect(commands).toHaveLength(dispatches);
});

test('red wine quality, 144-144-16-9 with batch normalization and dropout: 27 dispatches a step', () => {
  const block = (units: number) => [dense({ units, activation: 'relu' }), batchNormalization(), dropout(0.3)];
  const layers = [...block(144), ...block(144), ...block(16), dense({ units: 9, activation: 'softmax' })];
  expect(stepOf(layers)).toHaveLength(27);
});

test('a step calls nothing of shaders/later.wgsl: an app trains plain networks with what it has', () => {
  const layers = [
    dense({ units: 16, activation: 'relu' }),
    dropout(0.3),
    dense({ units: 9, activation: 'softmax' }),
  ];
  const called = stepOf(layers).flatMap(({ code }) => code.match(/\w+/g) ?? []);
  const names = later.imports.flatMap(({ functions }) => Object.keys(functions));
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => called.includes(name))).toEqual([]);
});
