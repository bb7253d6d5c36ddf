import { afterEach, describe, expect, it } from 'vitest';
import type { Program } from '../../src/gpu/program.ts';
import { runtime } from '../../src/gpu/runtime.ts';
import { trace } from '../../src/graph/trace.ts';
import * as gl from '../../src/index.ts';
import { printPlan } from '../../src/schedule/print.ts';
import { countGpuCalls } from '../support/gpu-calls.ts';

const { compile } = runtime;
afterEach(() => {
  runtime.compile = compile;
});

/** A step in which every phase needs what the one before it has stored, as does every run. */
async function chain(often: boolean): Promise<{ program: Program; state: gl.Variable; steps: gl.Variable }> {
  const state = gl.variable(Array.from({ length: 37 }, (_, k) => k / 37));
  const steps = gl.variable(0, { dtype: 'int32' });
  const traced = trace(() => {
    const total = state.sum();
    const turned = gl.concat([state.slice([1], [36]), state.slice([0], [1])], 0);
    const powers = turned.mul(total).cumsum(0);
    state.assign(powers.div(powers.abs().max()).add(steps.cast('float32').mul(0.001)));
    steps.assignAdd(1);
    return [];
  });
  return {
    program: await runtime.compile(traced, 'chain', { repeated: often ? 'in a row' : undefined }),
    state,
    steps,
  };
}

describe('persistent kernel', () => {
  it('makes the bits that separate dispatches make, however its runs are split', async () => {
    const separate = await chain(false);
    const once = await chain(true);
    const split = await chain(true);
    expect(separate.program.isPersistent).toBe(false);
    expect(once.program.isPersistent).toBe(true);
    runtime.run([{ program: separate.program, times: 77 }]);
    runtime.run([{ program: once.program, times: 77 }]);
    runtime.run([{ program: split.program, times: 70, longest: 9 }]);
    runtime.run([{ program: split.program, times: 7 }]);
    const expected = await separate.state.data();
    expect(await once.state.data()).toEqual(expected);
    expect(await split.state.data()).toEqual(expected);
    expect(await once.steps.data()).toEqual(Int32Array.of(77));
    expect(await split.steps.data()).toEqual(Int32Array.of(77));
  });

  it('needs as many dispatches as the number of runs has bits, one submit and nothing new', async () => {
    const { program } = await chain(true);
    const run = (times: number, longest?: number) =>
      countGpuCalls(() => runtime.run([{ program, times, longest }]));
    await run(1);
    const nothing = { createBuffer: 0, createBindGroup: 0, writeBuffer: 0, submit: 1 };
    expect(await run(1)).toMatchObject({ ...nothing, dispatchWorkgroups: 1 });
    expect(await run(1024)).toMatchObject({ ...nothing, dispatchWorkgroups: 1 });
    expect(await run(0b1011)).toMatchObject({ ...nothing, dispatchWorkgroups: 3 });
    // 17 times 4, then 1.
    expect(await run(69, 5)).toMatchObject({ ...nothing, dispatchWorkgroups: 18 });
    await runtime.drained();
  });

  it('has variables in workgroup memory that a run changes and reads often', async () => {
    const weights = gl.variable(gl.ones([8, 4]));
    const data = gl.variable(gl.ones([64, 8]));
    const steps = gl.variable(0, { dtype: 'int32' });
    const traced = trace(() => {
      weights.assignSub(data.transpose().matmul(data.matmul(weights)).mul(1e-3));
      steps.assignAdd(1);
      return [];
    });
    const { plan } = await runtime.compile(traced, 'descent', { repeated: 'in a row' });
    const [{ code, bindings }] = plan.commands;
    const sizes = [...code.matchAll(/var<workgroup> \w+: array<u32, (\d+)>/g)].map(([, words]) => words);
    // The product of data and weights, then the weights.
    expect(sizes.sort()).toEqual(['256', '32']);
    expect(bindings.map(({ writable }) => writable).sort()).toEqual([false, true, true]);
  });

  it('prints its phases', async () => {
    const { program } = await chain(true);
    expect(printPlan(program.plan).replaceAll(/ \S+\[/g, ' [')).toMatchInlineSnapshot(`
      "buffer 0: activations, 512 bytes of workgroup memory
      persistent kernel of 3 phases
        rows-serial: sum
          <1 x 1 x 1> [0, 160) -> [0, 16)
        scan: scan + concat + mul
          <1 x 1 x 1> [0, 160), [0, 16) -> [256, 416)
        rows-serial: max + abs + div + cast + mul + add
          <1 x 1 x 1> [256, 416) -> [0, 16), [0, 160)"
    `);
  });
});

describe('a tiny model', () => {
  /** The weights after some training, with every program a persistent kernel or none. */
  async function trained(
    persistent: boolean,
  ): Promise<{ programs: Map<string, Program>; weights: gl.TypedArray[] }> {
    const programs = new Map<string, Program>();
    runtime.compile = async (traced, label, options) => {
      const program = await compile.call(runtime, traced, label, {
        ...options,
        repeated: persistent ? 'in a row' : undefined,
      });
      programs.set(label, program);
      return program;
    };
    const glorot = (seed: number) => gl.initializers.glorotUniform({ seed });
    const model = gl.sequential([
      gl.layers.dense({ units: 12, activation: 'tanh', inputShape: [5], kernelInitializer: glorot(1) }),
      gl.layers.dropout({ rate: 0.2, seed: 3 }),
      gl.layers.dense({ units: 3, activation: 'softmax', kernelInitializer: glorot(2) }),
    ]);
    model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
    const x = { data: Float32Array.from({ length: 50 * 5 }, (_, k) => Math.sin(k * k)), shape: [50, 5] };
    const y = Int32Array.from({ length: 50 }, (_, k) => k % 3);
    await model.fit(x, y, { epochs: 6, batchSize: 16, validationSplit: 0.2, shuffle: false });
    const weights = await Promise.all((await model.getWeights()).map((weight) => weight.data()));
    model.dispose();
    return { programs, weights };
  }

  it('trains in persistent kernels, with minibatches, Adam and validation, to the weights of separate dispatches', async () => {
    const alone = await trained(true);
    const separate = await trained(false);
    for (const label of [
      'training step',
      'training step of 8 rows',
      'validation step',
      'epoch begin',
      'epoch end',
      'keep',
    ]) {
      expect(alone.programs.get(label)?.isPersistent, label).toBe(true);
      expect(separate.programs.get(label)?.isPersistent, label).toBe(false);
    }
    for (const [k, weight] of alone.weights.entries()) {
      const others = separate.weights[k];
      for (const [i, value] of weight.entries()) expect(Math.abs(value - others[i])).toBeLessThan(2e-5);
    }
  });
});
