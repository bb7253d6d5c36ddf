import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { bytesOf } from '../../src/schedule/in-memory.ts';
import { type Plan, plan } from '../../src/schedule/plan.ts';
import { printPlan } from '../../src/schedule/print.ts';
import { trainingStep } from './planned-step.ts';

const { dense, conv2d, flatten, maxPooling2d, batchNormalization, activation } = gl.layers;

const mlp = () => [
  dense({ units: 300, activation: 'relu' }),
  dense({ units: 100, activation: 'relu' }),
  dense({ units: 10, activation: 'softmax' }),
];
const cnn = () => [
  conv2d({ filters: 16, kernelSize: 3, useBias: false }),
  batchNormalization(),
  activation({ activation: 'relu' }),
  maxPooling2d(),
  conv2d({ filters: 32, kernelSize: 3, activation: 'relu' }),
  flatten(),
  dense({ units: 10, activation: 'softmax' }),
];

type Policy = gl.CompileOptions['dtypePolicy'];
const onCpu = { software: true };
const onGpu = { software: false };
const persistent = { fewestPhases: 1, storageBuffers: 16, workgroupBytes: 16384 };

const mlpPlan = (dtypePolicy: Policy, options = onCpu): Plan =>
  plan(trainingStep(mlp(), [784], 10, 128, dtypePolicy), options);
const cnnPlan = (dtypePolicy: Policy, options = onCpu): Plan =>
  plan(trainingStep(cnn(), [28, 28, 1], 10, 32, dtypePolicy), options);

const activationsOf = ({ buffers }: Plan): number =>
  buffers.find(({ label }) => label === 'activations')?.bytes ?? 0;
const isProduct = ({ label }: { label: string }): boolean => label.startsWith('matmul');

describe('a plan in mixed precision', () => {
  it('keeps what passes between layers, and its derivatives, in 16 bits', () => {
    const { commands } = mlpPlan('mixed_float16');
    const outOf = (shape: string): number[] =>
      commands
        .filter(({ label }) => label.startsWith(`matmul ${shape}`))
        .flatMap(({ bindings }) => bindings.filter(({ stored }) => stored).map(({ range }) => range.size));
    expect(commands[0].bindings.find(({ stored }) => stored)?.range.size).toBe(128 * 784 * 2);
    expect(outOf('128x784x300')).toEqual([128 * 300 * 2]);
    expect(outOf('128x300x100')).toEqual([128 * 100 * 2]);
    expect(outOf('128x100x300')).toEqual([128 * 300 * 2]);
  });

  it('keeps what softmax works on, and the gradients of weights, in 32 bits', () => {
    const { commands, buffers } = mlpPlan('mixed_float16');
    const logits = commands.find(({ label }) => label.startsWith('matmul 128x100x10 '));
    expect(logits?.bindings.find(({ stored }) => stored)?.range.size).toBe(128 * 10 * 4);
    expect(buffers.find(({ label }) => label === 'packed')).toEqual(
      mlpPlan('float32').buffers.find(({ label }) => label === 'packed'),
    );
  });

  it('takes about half the memory for activations', () => {
    expect(activationsOf(mlpPlan('mixed_float16')) / activationsOf(mlpPlan('float32'))).toBeLessThan(0.52);
    expect(activationsOf(cnnPlan('mixed_float16')) / activationsOf(cnnPlan('float32'))).toBeLessThan(0.75);
  });

  it('multiplies from tiles of 16 bits and adds up in 32', () => {
    for (const program of [mlpPlan('mixed_float16', onGpu), cnnPlan('mixed_float16', onGpu)]) {
      const tiled = program.commands.filter(
        ({ label }) => isProduct({ label }) && label.includes('in tiles'),
      );
      expect(tiled.length).toBeGreaterThan(4);
      for (const { code, label } of tiled) {
        expect(code, label).toContain('alias TileVector = vec4<f16>;');
        expect(code, label).toMatch(/var c\d* = mat4x4f\(\)|var c00 = mat4x4f\(\)/);
      }
    }
  });

  it('enables f16 in the kernels that need it, and in no others', () => {
    for (const { code, label } of cnnPlan('mixed_float16').commands) {
      expect(code.startsWith('enable f16;\n'), label).toBe(/\bf16\b/.test(code.replace('enable f16;', '')));
    }
  });

  it('needs few more dispatches: for the test of the gradients, and what loss scaling keeps apart', () => {
    for (const planOf of [mlpPlan, cnnPlan]) {
      for (const adapter of [onCpu, onGpu]) {
        const extra =
          planOf('mixed_float16', adapter).commands.length - planOf('float32', adapter).commands.length;
        expect(extra).toBeLessThanOrEqual(4);
      }
    }
  });

  it('is never one persistent kernel, whose phases share whole words', () => {
    const tiny = (dtypePolicy: Policy): Plan =>
      plan(trainingStep([dense({ units: 2, activation: 'softmax' })], [3], 2, 4, dtypePolicy), {
        ...onCpu,
        persistent,
      });
    expect(tiny('float32').commands[0].phases.length).toBeGreaterThan(0);
    expect(tiny('mixed_float16').commands.every(({ phases }) => phases.length === 0)).toBe(true);
  });
});

describe('float32', () => {
  it('is the default, and knows nothing of 16 bits', () => {
    for (const planOf of [mlpPlan, cnnPlan]) {
      for (const adapter of [onCpu, onGpu]) {
        const text = printPlan(planOf('float32', adapter), { wgsl: true });
        expect(text).not.toMatch(/f16|half_of|halves_of/);
        // The names of counters tell no two plans apart.
        expect(printPlan(planOf(undefined, adapter), { wgsl: true })).toBe(text);
      }
    }
  });

  it('takes a word for each element', () => {
    expect(bytesOf(gl.tensor([1, 2, 3]))).toBe(12);
  });
});

describe('compile', () => {
  const model = (): gl.Sequential => gl.sequential([dense({ units: 1, inputShape: [2] })]);
  const compile = (dtypePolicy: string): void =>
    model().compile({ loss: 'meanSquaredError', dtypePolicy: dtypePolicy as Policy });

  it('takes both spellings', () => {
    for (const policy of ['float32', 'mixed_float16', 'mixedFloat16']) compile(policy);
  });

  it('refuses policies that there are not', () => {
    expect(() => compile('mixed_bfloat16')).toThrow(
      /model.compile: unknown dtypePolicy 'mixed_bfloat16'.*mixed_float16/,
    );
  });
});
