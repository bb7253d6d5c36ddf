import { describe, expect, it } from 'vitest';
import { printGraph } from '../../src/graph/print.ts';
import { trace } from '../../src/graph/trace.ts';
import * as gl from '../../src/index.ts';
import { plan } from '../../src/schedule/plan.ts';
import { printPlan } from '../../src/schedule/print.ts';
import { SUBGROUPS } from '../../src/schedule/rows-subgroups.ts';
import { type RowsVariant, SERIAL, TEAM } from '../../src/schedule/rows-variants.ts';
import { data, dispatches, onCpu, onGpu, planOf } from './planned.ts';
import { mlpStep, regressionStep } from './steps.ts';

describe('printed', () => {
  it('graph of an expression', () => {
    const x = data(2, 3);
    expect(printGraph([gl.softmax(x.matmul(x, { transposeB: true }).add(1))])).toMatchInlineSnapshot(`
      "%0 = float32[2, 3] data
      %1 = float32[2, 2] matmul{Bᵀ}(%0, %0)
      %2 = float32[2, 2] broadcastTo(1)
      %3 = float32[2, 2] add(%1, %2)
      %4 = float32[2] max{axes 1}(%3)
      %5 = float32[2, 1] reshape(%4)
      %6 = float32[2, 2] broadcastTo(%5)
      %7 = float32[2, 2] sub(%3, %6)
      %8 = float32[2, 2] exp(%7)
      %9 = float32[2] sum{axes 1}(%8)
      %10 = float32[2, 1] reshape(%9)
      %11 = float32[2, 2] broadcastTo(%10)
      %12 = float32[2, 2] div(%8, %11)
      %13 = float32[2, 2] stopGradient(%12)
      %14 = float32[2, 2] withGradient(%13, %3)
      return %14"
    `);
  });

  it('derivative of pooling: every element looks into its window, nothing is added up', () => {
    const derivative = () => {
      const x = data(2, 5, 5, 8);
      return gl.grad(
        () =>
          gl
            .maxPool2d(x)
            .mul(data(2, 2, 2, 8))
            .sum(),
        [x],
      )[0];
    };
    const labels = planOf(derivative).commands.map(({ label }) => label);
    expect(labels[1]).toBe('map: equal + where + windows');
    expect(labels).toHaveLength(2);
  });

  it('program of a linear regression: one dispatch', () => {
    expect(printPlan(plan(regressionStep(1000), onCpu))).toMatchInlineSnapshot(`
      "buffer 0: results, 256 bytes
      rows-serial: sum + mul + add + sub + square
        <1 x 1 x 1> tensor[0, 4000), tensor[0, 4000) -> W[0, 16), b[0, 16), 0[0, 16)"
    `);
  });

  it('program with the WGSL of its kernels, indented', () => {
    const program = planOf(() => data(2, 3).transpose());
    expect(printPlan(program, { wgsl: true })).toMatchInlineSnapshot(`
      "buffer 0: results, 256 bytes
      map: copy
        <1 x 1 x 1> tensor[0, 32) -> 0[0, 32)
          @group(0) @binding(0) var<storage, read> t0: array<f32>;
          @group(0) @binding(1) var<storage, read_write> t1: array<f32>;
          override SIZE: u32; // 6
          @compute @workgroup_size(64)
          fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
            let i = id.x + id.y * groups.x * 64u;
            if (i >= SIZE) { return; }
            let v0 = i % 2u;
            let v1 = i / 2u;
            let v2 = t0[v0 * 3u + v1];
            t1[i] = v2;
          }"
    `);
  });

  it('program of the Fashion-MNIST MLP: twelve dispatches', () => {
    expect(printPlan(plan(mlpStep(), onCpu))).toMatchInlineSnapshot(`
      "buffer 0: packed, 1067008 bytes
      buffer 1: activations, 205312 bytes
      map: gather + mul + add
        <98 x 1 x 1> counters[0, 16), tensor[0, 1003520) -> 1[0, 100352)
      matmul 32x784x300 in registers 16x32: matmul + add + relu
        <10 x 2 x 1> params[940800, 942000), 1[0, 100352), params[0, 940800) -> 1[100352, 138752)
      matmul 32x300x100 in registers 16x32: matmul + add + relu
        <4 x 2 x 1> params[1062144, 1062544), 1[100352, 138752), params[942080, 1062080) -> 1[138752, 151552)
      matmul 32x100x10 in registers 8x16: matmul + add
        <1 x 4 x 1> params[1066752, 1066800), 1[138752, 151552), params[1062656, 1066656) -> 1[151552, 152832)
      rows-serial: max + sum + gather + mul + add + equal + neg + where + min + sub + exp + notEqual + logicalOr + log
        <8 x 1 x 1> 1[151552, 152832), counters[0, 16), tensor[0, 1280) -> 1[152832, 154112), 1[154112, 154240), 1[154368, 154496)
      rows-serial: sum + neg + gather + mul + add + equal + cast
        <1 x 1 x 1> 1[154112, 154240), 1[154368, 154496), tensor[0, 1280) -> counters[0, 16), counters[256, 272), counters[512, 528)
      matmul 100x32x10 + column sums in registers 8x16: matmul
        <1 x 13 x 1> 1[138752, 151552), 1[152832, 154112) -> 0[1066752, 1066800), 0[1062656, 1066656)
      matmul 32x10x100 in registers 4x32: matmul + reluGradient
        <4 x 8 x 1> 1[138752, 151552), 1[152832, 154112), params[1062656, 1066656) -> 1[154112, 166912)
      matmul 300x32x100 + column sums in registers 16x32: matmul
        <4 x 19 x 1> 1[100352, 138752), 1[154112, 166912) -> 0[1062144, 1062544), 0[942080, 1062080)
      matmul 32x100x300 in registers 16x32: matmul + reluGradient
        <10 x 2 x 1> 1[100352, 138752), 1[154112, 166912), params[942080, 1062080) -> 1[166912, 205312)
      matmul 784x32x300 + column sums in registers 16x32: matmul
        <10 x 49 x 1> 1[0, 100352), 1[166912, 205312) -> 0[940800, 942000), 0[0, 940800)
      map: mul + sub
        <1042 x 1 x 1> 0[0, 1067008) -> params[0, 1067008)"
    `);
  });

  it('the same step for a GPU has other kernels', () => {
    const program = plan(mlpStep(), onGpu);
    expect(program.commands.map(({ label }) => label.split(':')[0])).toMatchInlineSnapshot(`
      [
        "map",
        "matmul 32x784x300 in streaming 16x16",
        "matmul 32x300x100 in streaming 16x16",
        "matmul 32x100x10 in tiles 32",
        "rows-serial",
        "rows-serial",
        "matmul 100x32x10 + column sums in tiles 32",
        "matmul 32x10x100 in tiles 32",
        "matmul 300x32x100 + column sums in tiles 32",
        "matmul 32x100x300 in tiles 32",
        "matmul 784x32x300 + column sums in tiles 64",
        "map",
      ]
    `);
  });

  it('linked WGSL of a fused kernel', () => {
    const { commands } = planOf(() => gl.relu(data(8, 16).mul(2).add(data(16))));
    expect(commands[0].code).toMatchInlineSnapshot(`
      "@group(0) @binding(0) var<storage, read> t0: array<f32>;
      @group(0) @binding(1) var<storage, read> t1: array<f32>;
      @group(0) @binding(2) var<storage, read_write> t2: array<f32>;
      fn add(a: f32, b: f32) -> f32 { return a + b; }
      fn mul(a: f32, b: f32) -> f32 { return a * b; }
      fn relu(x: f32) -> f32 { return select(x, 0.0, x < 0.0); }
      override SIZE: u32;
      @compute @workgroup_size(64)
      fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
      let i = id.x + id.y * groups.x * 64u;
      if (i >= SIZE) { return; }
      let v0 = t0[i];
      let v1 = 2.0;
      let v2 = mul(v0, v1);
      let v3 = i % 16u;
      let v4 = t1[v3];
      let v5 = add(v2, v4);
      let v6 = relu(v5);
      t2[i] = v6;
      }"
    `);
  });
});

describe('fusion', () => {
  const x = data(32, 100);
  const y = data(32, 100);
  const w = data(100, 40);
  const bias = data(40);
  const image = data(8, 28, 28, 4);
  const few = data(2, 28, 28, 4);
  const filters = data(3, 3, 4, 16);
  const same = { padding: 'same' } as const;

  it.each<[string, () => gl.Tensor | gl.Tensor[], number, number?]>([
    ['a chain of elementwise operations', () => gl.tanh(gl.exp(x.add(1)).mul(y).sub(0.5)), 1],
    ['a long chain', () => Array.from({ length: 60 }).reduce<gl.Tensor>((t) => t.mul(1.01).add(y), x), 1],
    ['views', () => x.transpose().reshape([50, 64]).slice([10, 0], [20, 64]).expandDims(0).add(1), 1],
    ['broadcasting', () => x.add(gl.arange(100).cast('float32')).mul(data(32, 1)), 1],
    ['elementwise work in front of a reduction', () => gl.mean(gl.square(x.sub(y))), 1],
    ['elementwise work behind a reduction', () => gl.sqrt(x.sum(1).add(1)), 1],
    ['dense layer', () => gl.relu(x.matmul(w).add(bias)), 1],
    ['elementwise work in front of a product', () => gl.relu(x).matmul(w), 1],
    ['softmax', () => gl.softmax(x), 1],
    ['logSoftmax and argMax of the same rows', () => [gl.logSoftmax(x), x.argMax()], 1],
    ['softmax over the first axis', () => gl.softmax(x, 0), 1],
    [
      'layer norm from parts',
      () => {
        const centred = x.sub(x.mean(1, { keepDims: true }));
        return centred.div(gl.sqrt(gl.square(centred).mean(1, { keepDims: true }).add(1e-3)));
      },
      1,
    ],
    [
      'batch norm from parts',
      () => {
        const centred = x.sub(x.mean(0));
        return centred.div(gl.sqrt(gl.square(centred).mean(0).add(1e-3)));
      },
      1,
    ],
    ['three sums of the same rows', () => [x.sum(1), gl.square(x).sum(1), x.max(1)], 1],
    [
      'dropout of a dense layer',
      () =>
        gl.where(
          gl.randomUniform([32, 40], { seed: 1, counter: gl.tensor(7, [], 'int32') }).less(0.3),
          0,
          x.matmul(w),
        ),
      1,
    ],
    ['GELU block with a residual', () => x.add(gl.gelu(x.matmul(w).add(bias)).matmul(data(40, 100))), 2],
    [
      'softmax cross-entropy from parts',
      () => {
        const shifted = x.sub(x.max(1, { keepDims: true }));
        const logSums = gl.log(gl.exp(shifted).sum(1, { keepDims: true }));
        return shifted.sub(logSums).mul(y).sum(1).neg();
      },
      1,
    ],
    [
      'Adam from parts',
      () => {
        const [m, v] = [x.mul(0.9).add(y.mul(0.1)), x.square().mul(0.999).add(y.square().mul(0.001))];
        return [m, v, data(32, 100).sub(m.mul(0.01).div(gl.sqrt(v).add(1e-7)))];
      },
      1,
    ],
    ['two dense layers', () => gl.relu(gl.relu(x.matmul(w).add(bias)).matmul(data(40, 8))), 2],
    ['a gathered operand', () => gl.gather(data(500, 100), gl.tensor([1, 2, 3], [3], 'int32')).matmul(w), 2],
    ['a matrix times a vector', () => x.matmul(data(100, 1)).add(1), 1],
    ['an outer product', () => data(32, 1).matmul(data(1, 40)).mul(2), 1],
    ['a long sum in two stages', () => gl.sum(data(100003)), 2],
    ['logSumExp', () => gl.logSumExp(x, 1), 1],
    ['variance and the mean that it takes', () => [gl.variance(x, 0), x.mean(0)], 1],
    ['std and norm of the same rows', () => [gl.std(x, 1), gl.norm(x, 1)], 1],
    ['argMax and softmax of the same rows', () => [x.argMax(), gl.softmax(x)], 1],
    ['any of a comparison', () => gl.any(x.greater(y), 1), 1],
    ['cumsum of an expression, in an expression', () => gl.cumsum(x.mul(y), 1).add(1), 1],
    ['cumsum of a long row in chunks', () => gl.cumsum(data(50_000)), 3],
    ['sort of short rows', () => gl.sort(x), 1],
    ['sort and argSort of short rows', () => Object.values(gl.topK(x, 100)), 1],
    ['sort of rows that take a merging pass', () => gl.sort(data(4, 512)), 2],
    ['argSort of the same', () => gl.argSort(data(4, 512)), 2],
    ['topK', () => gl.topK(x, 5).values, 1],
    ['gather, computed from', () => gl.gather(x, gl.tensor([3, 5], [2], 'int32')).mul(2), 1],
    ['scatterAdd of a few slices', () => gl.scatterAdd(x, gl.arange(32), 50), 1],
    ['takeAlongAxis', () => gl.takeAlongAxis(x, x.argMax(1).expandDims(1)), 1],
    ['einsum as a batched product', () => gl.einsum('bij,bkj->bik', data(4, 8, 16), data(4, 9, 16)), 1],
    ['einsum as a sum', () => gl.einsum('ij,ij->i', x, y), 1],
    ['einsum as an outer product', () => gl.einsum('i,j->ij', bias, data(32)), 1],
    ['oneHot', () => gl.oneHot(gl.tensor([3, 5], [2], 'int32'), 10), 1],
    [
      'flips, strided slices, tiles and repeats',
      () => x.flip(0).stridedSlice([null, 1], [], [-2, 3]).tile([2, 2]).repeat(3, 0).add(1),
      1,
    ],
    [
      'reflected and edge padding',
      () =>
        gl.pad(
          gl.pad(
            x,
            [
              [2, 2],
              [0, 3],
            ],
            { mode: 'reflect' },
          ),
          [
            [1, 1],
            [1, 1],
          ],
          { mode: 'edge' },
        ),
      1,
    ],
    ['a stack of pieces', () => gl.stack(gl.split(x, 4, 1)).mul(2), 1],
    ['convolution + bias + relu', () => gl.relu(gl.conv2d(image, filters, same).add(data(16))), 1],
    ['convolution of relu', () => gl.conv2d(gl.relu(image), filters), 1],
    [
      'both derivatives of a convolution',
      () => gl.grad(() => gl.conv2d(few, filters).sum(), [few, filters]),
      2,
      // The derivative of the filters is few results of long sums.
      3,
    ],
    ['depthwise convolution', () => gl.depthwiseConv2d(image, filters.slice([0, 0, 0, 0], [3, 3, 4, 2])), 1],
    ['max pooling', () => gl.maxPool2d(image), 1],
    ['its derivative', () => gl.grad(() => gl.maxPool2d(image).square().sum(), [image]), 2],
    ['average pooling with padding', () => gl.averagePool2d(image, 3, same), 1],
    ['batchNorm', () => gl.batchNorm(image, data(4), data(4), { scale: data(4), offset: data(4) }), 1],
    ['layerNorm', () => gl.layerNorm(x, { scale: data(100), offset: data(100) }), 1],
    ['causal attention', () => gl.scaledDotProductAttention(x, y, y, { causal: true }), 3],
    ['padding', () => gl.pad(image, [[0, 0], [1, 1], [1, 1], [0, 0]]).mul(2), 1], // biome-ignore format: widths
    ['linspace and eye in an expression', () => gl.eye(32).mul(gl.linspace(0, 1, 32)), 1],
  ])('%s', (_, fn, expected, onGpus = expected) => {
    expect(dispatches(fn)).toBe(expected);
    expect(dispatches(fn, onGpu)).toBe(onGpus);
  });

  it('adds the gradient of an embedding up in time for its indices, not for its vocabulary times them', () => {
    const table = data(10_000, 64);
    const indices = gl.tensor(new Int32Array(256));
    const { commands } = planOf(() => {
      const [slope] = gl.grad(() => gl.gather(table, indices).square().sum(), [table]);
      return slope;
    });
    expect(commands.map(({ label }) => label.split(':')[0])).toEqual(['rows-serial', 'scan', 'map']);
    // Each of the 640,000 elements bisects the sorted indices, instead of going through all of them.
    expect(commands[2].code).toContain('while (');
    expect(commands[2].code).not.toContain('for (');
  });

  it.each([
    ['neighbours as a vector', 1, /t0\[quarter \+/g, 1],
    ['others one by one', 0, /t0\[/g, 4],
  ])('a sum reads four columns at a time: %s', (_, axis, read, reads) => {
    const [{ code }] = planOf(() => data(64, 64).sum(axis)).commands;
    expect(code).toContain('quarter < 16u');
    expect(code.match(read)).toHaveLength(reads);
  });

  it('rows that begin anywhere: a product reads its operands without a loop', () => {
    const [{ code }] = planOf(() => gl.matmul(data(33, 25), data(25, 13))).commands;
    expect(code.match(/= t\d\[/g)).toHaveLength(32);
    expect(code).not.toContain('_tile_row');
  });

  it('splits a product of few results with long sums, for GPUs into more parts', () => {
    const product = () => gl.matmul(data(8192, 36), data(8192, 16), { transposeA: true });
    const variants = (options: { software: boolean }) =>
      planOf(product, options).commands.map(({ label }) => label.split(':')[0]);
    expect(variants(onGpu)).toEqual(['matmul 36x128x16 batch 64 in tiles 32', 'rows-serial']);
    expect(variants(onCpu)).toEqual(['matmul 36x2048x16 batch 4 in registers 32x16', 'rows-serial']);
  });

  it('writes a variable in place where nobody else needs the old value', () => {
    const v = gl.variable(new Float32Array(256));
    const traced = trace(() => {
      v.assign(v.mul(0.9).add(1));
      return [];
    });
    const { commands, buffers } = plan(traced, onCpu);
    expect(commands).toHaveLength(1);
    expect(buffers).toHaveLength(0);
  });

  it('goes through memory where an invocation would overwrite what another reads', () => {
    const v = gl.variable(new Float32Array(256));
    const traced = trace(() => {
      v.assign(v.reshape([16, 16]).transpose().reshape([256]));
      return [];
    });
    expect(plan(traced, onCpu).commands).toHaveLength(2);
  });

  it('waits for the lanes of a row before one overwrites what they read, and only then', () => {
    const v = gl.variable(new Float32Array(8));
    const x = data(8, 100);
    const barriers = (variant: RowsVariant, result: () => gl.Tensor): number => {
      const traced = trace(() => {
        v.assign(result());
        return [];
      });
      const [{ code }] = plan(traced, { ...onGpu, rows: () => variant }).commands;
      return code.split('workgroupBarrier();').length - 1;
    };
    const fresh = () => x.square().sum(1);
    const inPlace = () => x.mul(v.expandDims(1)).sum(1);
    expect([SERIAL, TEAM, SUBGROUPS].map((variant) => barriers(variant, fresh))).toEqual([0, 2, 1]);
    expect([SERIAL, TEAM, SUBGROUPS].map((variant) => barriers(variant, inPlace))).toEqual([0, 3, 2]);
  });

  it('combines what a pass adds up with the same barriers', () => {
    const x = data(8, 100);
    const barriers = (fn: () => gl.Tensor[]): number =>
      planOf(fn, onGpu).commands[0].code.split('workgroupBarrier();').length;
    expect(barriers(() => [x.sum(1), x.max(1), x.min(1)])).toBe(barriers(() => [x.sum(1)]));
  });

  it('swaps two variables', () => {
    const a = gl.variable(new Float32Array(64));
    const b = gl.variable(new Float32Array(64));
    const traced = trace(() => {
      const before = a.add(0);
      a.assign(b);
      b.assign(before);
      return [];
    });
    const { commands } = plan(traced, onCpu);
    expect(commands).toHaveLength(1);
  });

  it('splits what would bind more than eight buffers', () => {
    const parts = Array.from({ length: 20 }, () => data(300));
    const { commands } = planOf(() => parts.reduce((sum, part) => sum.mul(2).add(part)));
    expect(commands.length).toBeGreaterThan(1);
    for (const { bindings } of commands) expect(bindings.length).toBeLessThanOrEqual(8);
  });
});

describe('phases of tiny programs', () => {
  /** Rows that an invocation of the only kernel has, and invocations. */
  const rowsOf = (fn: () => gl.Tensor, software: boolean): [rows: number, invocations: number] => {
    const [{ code, constants }, ...others] = planOf(fn, { software, phases: true }).commands;
    expect(others).toEqual([]);
    return [(code.match(/^var acc/gm) ?? []).length, constants.ROWS];
  };
  const product = (): gl.Tensor => data(32, 8).matmul(data(8, 30));

  it('add up four rows of a product at a time on CPUs, along an axis that four divides', () => {
    expect(rowsOf(product, true)).toEqual([4, (32 * 30) / 4]);
    expect(rowsOf(() => data(30, 8).matmul(data(8, 32)), true)).toEqual([4, (30 * 32) / 4]);
  });

  it('add up one row where lanes are many, few rows, or nothing that four rows share', () => {
    expect(rowsOf(product, false)).toEqual([1, 32 * 30]);
    expect(rowsOf(() => data(4, 8).matmul(data(8, 3)), true)).toEqual([1, 12]);
    expect(rowsOf(() => data(30, 8).matmul(data(8, 30)), true)).toEqual([1, 900]);
    expect(rowsOf(() => data(32, 8).sum(1), true)).toEqual([1, 32]);
  });

  it('add up one row where much is made of every sum, whose text would be four times as long', () => {
    const heavy = (): gl.Tensor => {
      const x = product();
      return x.sin().add(x.cos()).add(x.exp()).add(x.tanh()).add(x.sqrt()).add(x.abs()).add(x.sigmoid());
    };
    expect(rowsOf(heavy, true)).toEqual([1, 960]);
  });
});
