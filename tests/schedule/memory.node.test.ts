import { describe, expect, it } from 'vitest';
import { trace } from '../../src/graph/trace.ts';
import { packVariables } from '../../src/graph/variable.ts';
import * as gl from '../../src/index.ts';
import { pack as packOf } from '../../src/ops/pack.ts';
import { type Plan, plan } from '../../src/schedule/plan.ts';
import { data, dispatches, onCpu, onGpu, planOf } from './planned.ts';
import { mlpStep } from './steps.ts';

describe('memory', () => {
  it('never binds one buffer both read-only and writable', () => {
    for (const program of [plan(mlpStep(), onCpu), plan(mlpStep(), onGpu)]) {
      for (const { bindings, label } of program.commands) {
        for (const a of bindings) {
          for (const b of bindings) {
            const same = JSON.stringify(key(a.range)) === JSON.stringify(key(b.range));
            if (same) expect(a.writable, label).toBe(b.writable);
          }
        }
      }
    }
  });

  it('uses the place of a value again when its last reader has run', () => {
    const weights = Array.from({ length: 12 }, () => data(64, 64));
    const { buffers } = planOf(() => weights.reduce((x, w) => gl.relu(x.matmul(w)), data(64, 64)));
    const activations = buffers.find(({ label }) => label === 'activations');
    expect(activations?.bytes).toBe(2 * 64 * 64 * 4);
  });

  it('lets a phase write where it reads for the last time, and no dispatch, whose bindings must not overlap', () => {
    const network = (): gl.Tensor => gl.softmax(data(32, 8).matmul(data(8, 8))).matmul(data(8, 8));
    const bytesOf = (options: { software: boolean; phases: boolean }): number | undefined =>
      planOf(network, options).buffers.find(({ label }) => label === 'activations')?.bytes;
    // Products, what becomes of them, and a number for each of the rows.
    const [product, numbers] = [32 * 8 * 4, 256];
    expect(bytesOf({ software: true, phases: false })).toBe(2 * product + numbers);
    expect(bytesOf({ software: true, phases: true })).toBe(product + numbers);
    expect(bytesOf({ software: false, phases: true })).toBe(product + numbers);
  });

  it('never lets a phase write where other rows are yet to be read', () => {
    // Each element of the last sums needs a whole row of the first.
    const sums = (): gl.Tensor => data(8, 8).matmul(data(8, 8)).matmul(data(8, 8)).matmul(data(8, 8));
    const { buffers } = planOf(sums, { software: true, phases: true });
    expect(buffers.find(({ label }) => label === 'activations')?.bytes).toBe(2 * 8 * 8 * 4);
  });

  it('reads a pack only when all of it is written: never in the kernel that makes a part', () => {
    const { flat, parts } = packVariables('p', [
      { name: 'a', shape: [6] },
      { name: 'b', shape: [2] },
    ]);
    // One part has as many elements as the sums have rows, which would make one kernel of them.
    const sums = (): gl.Tensor => {
      const [a, b] = [data(6).add(1), data(2).add(1)];
      return packOf([a, b], parts, flat).reshape([2, 64]).square().sum(1);
    };
    for (const options of [onCpu, onGpu]) expect(dispatches(sums, options)).toBe(3);
  });

  it('lets producers write straight into a pack', () => {
    const { flat, parts } = packVariables('p', [
      { name: 'a', shape: [100, 40] },
      { name: 'b', shape: [40] },
    ]);
    const { commands } = plan(mlpStepLike(flat, parts), onCpu);
    expect(commands.map(({ label }) => label.split(' ')[0])).toEqual(['matmul', 'map:']);
  });
});

function mlpStepLike(flat: gl.Variable, parts: gl.Variable[]) {
  return trace(() => {
    const [, [dA, db]] = gl.valueAndGrad(
      () => data(32, 100).matmul(parts[0]).add(parts[1]).mul(data(32, 40)).sum(),
      parts,
    );
    flat.assignSub(packOf([dA, db], parts, flat));
    return [];
  });
}

function key(range: Plan['outputs'][number]['range']): unknown {
  const { buffer } = range;
  return buffer.kind === 'own'
    ? buffer.index
    : buffer.kind === 'arena'
      ? buffer.arena.label
      : buffer.tensor.id;
}
