import { expect, test } from 'vitest';
import later from '../../shaders/later.wgsl';
import { trace } from '../../src/graph/trace.ts';
import * as gl from '../../src/index.ts';
import { DataFeed } from '../../src/model/data-feed.ts';
import { FitSession } from '../../src/model/fit-session.ts';
import { Network } from '../../src/model/network.ts';
import { readRecipe } from '../../src/model/recipe.ts';
import { TrainingState } from '../../src/model/training-state.ts';
import type { Command } from '../../src/schedule/command.ts';
import { plan } from '../../src/schedule/plan.ts';

const { dense, batchNormalization, dropout } = gl.layers;

/** One training step of `fit`, planned without a GPU. */
function stepOf(
  layers: gl.layers.Layer[],
  features: number,
  classes: number,
  batchSize: number,
): readonly Command[] {
  const x = gl.input({ shape: [features] });
  let y = x;
  for (const layer of layers) y = layer.apply(y);
  const options = { optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] };
  const state = new TrainingState(new Network('model', [x], [y]), readRecipe('compile', options, ['y']));
  const rows = 10 * batchSize;
  const array = (width: number) => ({ data: new Float32Array(rows * width), shape: [rows, width] });
  const data = { rows, x: [array(features)], y: [array(classes)], weights: [null] };
  const feed = new DataFeed(data, {
    label: 'training',
    batchSize,
    shuffled: true,
    padded: false,
    limit: 2 ** 27,
  });
  const session = new FitSession(state, feed, null, 64);
  const step = trace(() => {
    session.recordStep(batchSize);
    return [];
  });
  return plan(step, { software: true }).commands;
}

test('red wine quality, 144-144-16-9 with batch normalization and dropout: 27 dispatches a step', () => {
  const block = (units: number) => [dense({ units, activation: 'relu' }), batchNormalization(), dropout(0.3)];
  const layers = [...block(144), ...block(144), ...block(16), dense({ units: 9, activation: 'softmax' })];
  expect(stepOf(layers, 11, 9, 128)).toHaveLength(27);
});

test('a step calls nothing of shaders/later.wgsl: an app trains plain networks with what it has', () => {
  const layers = [
    dense({ units: 16, activation: 'relu' }),
    dropout(0.3),
    dense({ units: 9, activation: 'softmax' }),
  ];
  const called = stepOf(layers, 11, 9, 128).flatMap(({ code }) => code.match(/\w+/g) ?? []);
  const names = later.imports.flatMap(({ functions }) => Object.keys(functions));
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => called.includes(name))).toEqual([]);
});
