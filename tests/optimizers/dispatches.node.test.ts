import { describe, expect, it } from 'vitest';
import { trace } from '../../src/graph/trace.ts';
import { packVariables } from '../../src/graph/variable.ts';
import * as gl from '../../src/index.ts';
import type { Command } from '../../src/schedule/command.ts';
import { type Plan, plan } from '../../src/schedule/plan.ts';
import type { OptimizerConfig } from '../reference/keras.ts';
import { optimizerFor } from '../support/optimizer-for.ts';

const names = [
  'sgd',
  'rmsprop',
  'adam',
  'adamW',
  'adadelta',
  'adagrad',
  'adamax',
  'nadam',
  'ftrl',
  'lion',
] as const;

/** A step of a net with two dense layers, whose weights lie side by side. */
function planFor(config: OptimizerConfig, software: boolean, more: object = {}): Plan {
  const { parts } = packVariables('weights', [
    { name: 'a/kernel', shape: [200, 100] },
    { name: 'a/bias', shape: [100] },
    { name: 'b/kernel', shape: [100, 10] },
    { name: 'b/bias', shape: [10] },
  ]);
  const [w1, b1, w2, b2] = parts;
  const x = gl.tensor(new Float32Array(32 * 200), [32, 200]);
  const optimizer = optimizerFor({ ...config, ...more });
  const traced = trace(() => [
    optimizer.minimize(() =>
      gl
        .matmul(gl.relu(gl.matmul(x, w1).add(b1)), w2)
        .add(b2)
        .square()
        .mean(),
    ),
  ]);
  return plan(traced, { software });
}

const writes = ({ bindings }: Command, label: string): boolean =>
  bindings.some(
    ({ stored, range: { buffer } }) => stored && buffer.kind === 'arena' && buffer.arena.label === label,
  );

const counts = ({ commands }: Plan) => ({
  all: commands.length,
  update: commands.filter((command) => writes(command, 'weights')).length,
  state: commands.filter((command) => writes(command, 'optimizer state') && !writes(command, 'weights'))
    .length,
});

describe.each([
  { adapter: 'a CPU', software: true },
  { adapter: 'a GPU', software: false },
])('on $adapter', ({ software }) => {
  const base = counts(planFor({ name: 'sgd' }, software)).all;

  it.each(names)('%s is one dispatch over all weights and all that it remembers of them', (name) => {
    const found = counts(planFor({ name }, software));
    expect(found).toMatchObject({ update: 1, state: 0 });
    // Nadam's product of momenta is one more number that a kernel of single numbers has to write.
    expect(found.all).toBeLessThanOrEqual(base + (name === 'nadam' ? 1 : 0));
  });

  it.each<[more: object, extra: number]>([
    [{ weightDecay: 0.1 }, 0],
    [{ weightDecay: 0.1, excludeFromWeightDecay: ['bias'] }, 0],
    [{ clipValue: 1 }, 0],
    // Sums over blocks, over tensors; over pieces, over all.
    [{ clipNorm: 1 }, 2],
    [{ globalClipNorm: 1 }, 2],
    [{ useEma: true }, 0],
    [{ useEma: true, emaOverwriteFrequency: 10 }, 0],
    [{ gradientAccumulationSteps: 4 }, 0],
  ])('adam with %j', (more, extra) => {
    const found = counts(planFor({ name: 'adam' }, software, more));
    expect(found).toMatchObject({ update: 1, state: 0 });
    expect(found.all).toBeLessThanOrEqual(base + extra);
  });
});
