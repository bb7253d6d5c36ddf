import { afterAll, beforeEach, expect, test } from 'vitest';
import { RecordStore } from '../../src/core/record-store.ts';
import { openDevice } from '../../src/gpu/device.ts';
import { DeviceKernels } from '../../src/gpu/known-kernels.ts';
import type { Program } from '../../src/gpu/program.ts';
import { type CompileOptions, runtime } from '../../src/gpu/runtime.ts';
import { Tuner, type TunerHost } from '../../src/gpu/tuner.ts';
import { type Traced, trace } from '../../src/graph/trace.ts';
import * as gl from '../../src/index.ts';
import { matmulVariants, REGISTERS } from '../../src/schedule/matmul-variants.ts';
import { rowsVariants, SUBGROUPS } from '../../src/schedule/rows-subgroups.ts';
import { type RowsVariant, SERIAL, TEAM } from '../../src/schedule/rows-variants.ts';
import { matmul } from '../reference/array.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';

const hasSubgroups = (await navigator.gpu.requestAdapter())?.features.has('subgroups') ?? false;

// Nothing is known, and nothing wanted of what other tests of this page have multiplied.
beforeEach(async () => void (await gl.init({ tuning: 'off' })));
afterAll(async () => void (await gl.init({ tuning: 'off' })));

/** A product of other sizes than any before, so that nothing is known of it. */
let columns = 40;
function freshProduct() {
  columns += 4;
  const name = `24x52 * 52x${columns}`;
  const random = randomFrom(testSeed());
  const arrays = [
    [24, 52],
    [52, columns],
  ].map((shape) => randomUniform(random, shape, -2, 2));
  const [a, b] = arrays.map((array) => toTensor(array));
  return {
    name,
    wanted: matmul(arrays[0], arrays[1]),
    product: () => gl.jit((x: gl.Tensor, y: gl.Tensor) => x.matmul(y)),
    a,
    b,
  };
}

const tableWith = async (name: string, variant: string, parts = 1): Promise<gl.TuningTable> => ({
  ...(await gl.tune()),
  matmul: { [name]: { variant, parts } },
});
const rowsTable = async (rows: gl.TuningTable['rows']): Promise<gl.TuningTable> => ({
  ...(await gl.tune()),
  matmul: {},
  rows,
});

/** What a tuner does on the GPU. */
const measuring = {
  opened: () => runtime.opened(),
  compile: (traced: Traced, label: string, options: CompileOptions) =>
    runtime.compile(traced, label, options),
  run: (repeats: Parameters<typeof runtime.run>[0]) => runtime.run(repeats),
  drained: () => runtime.drained(),
  readBuffers: (sources: Parameters<typeof runtime.readBuffers>[0]) => runtime.readBuffers(sources),
};

test('tune measures the products that programs had, and later programs have the fastest', async () => {
  const { name, product, a, b, wanted } = freshProduct();
  expectClose(await fromTensor(product()(a, b)), wanted, { floor: 10 });
  const before = runtime.submits;
  const table = await gl.tune();
  expect(runtime.submits).toBeGreaterThan(before);
  const choice = table.matmul[name];
  expect(REGISTERS.map((variant) => variant.name)).toContain(choice.variant);
  expect(choice.parts).toBe(1);
  expect(table.adapter).toContain((await gl.init()).adapter);

  const again = product();
  expectClose(await fromTensor(again(a, b)), wanted, { floor: 10 });
  expect(await again.print()).toContain(`24x52x${columns} in ${choice.variant}`);
  const measured = runtime.submits;
  expect((await gl.tune()).matmul[name]).toEqual(choice);
  expect(runtime.submits).toBe(measured);
});

test('a table is obeyed, and gives the same bits every time', async () => {
  const { name, product, a, b, wanted } = freshProduct();
  for (const { name: variant } of matmulVariants.filter((_, k) => k % 6 === 0)) {
    await gl.init({ tuning: await tableWith(name, variant) });
    const first = product();
    const result = await first(a, b).data();
    expect(await first.print()).toContain(`24x52x${columns} in ${variant}`);
    expectClose({ data: Float64Array.from(result), shape: wanted.shape }, wanted, { floor: 10 });
    expect(await product()(a, b).data()).toEqual(result);
  }
});

test('a table may cut sums into parts', async () => {
  const { name, product, a, b, wanted } = freshProduct();
  await gl.init({ tuning: await tableWith(name, 'registers 8x16', 13) });
  const inParts = product();
  expectClose(await fromTensor(inParts(a, b)), wanted, { floor: 10 });
  expect(await inParts.print()).toContain(`24x4x${columns} batch 13`);
});

test('what was measured is kept: nothing is measured again', async () => {
  const { name, product, a, b } = freshProduct();
  await product()(a, b).data();
  const { matmul } = await gl.tune();
  await gl.init({ tuning: 'background' });
  const before = runtime.submits;
  expect((await gl.tune()).matmul[name]).toEqual(matmul[name]);
  expect(runtime.submits).toBe(before);
});

test('what is kept and damaged is measured again', async () => {
  const { name, product, a, b } = freshProduct();
  await product()(a, b).data();
  await gl.tune();
  const tables = new RecordStore('gradloom-tuning', 'tables');
  const names = await tables.names();
  expect(names.length).toBeGreaterThan(0);
  for (const kept of names) await tables.put(String(kept), { kernels: 1, matmul: [{}] });
  await gl.init({ tuning: 'background' });
  await product()(a, b).data();
  expect(Object.keys((await gl.tune()).matmul)).toEqual([name]);
});

test('in the background it waits until nobody uses the GPU', async () => {
  const kernels = new DeviceKernels();
  let isBusy = true;
  let looks = 0;
  let compiled = 0;
  const host: TunerHost = {
    get submits() {
      looks++;
      return isBusy ? looks : 0;
    },
    inFlight: 0,
    ...measuring,
    compile: (...args) => {
      compiled++;
      return runtime.compile(...args);
    },
  };
  const domain = { batch: 1, m: 12, n: 20, k: 8, transposeA: true, transposeB: false };
  const { known, wanted } = kernels.matmul;
  expect(kernels.matmul.choose(domain)).toBe(null);
  const ended = new Tuner(host, { software: true, hasSubgroups: false }, kernels).measureWhenQuiet(
    async () => {},
  );
  await expect.poll(() => looks, { timeout: 30_000 }).toBeGreaterThan(6);
  expect(compiled).toBe(0);
  isBusy = false;
  await ended;
  expect(wanted.size).toBe(0);
  expect([...known.keys()]).toEqual(['12x8^T * 8x20']);
  expect(kernels.matmul.choose(domain)).toBe(known.get('12x8^T * 8x20'));
});

test('background: what a program had is measured without being asked for', async () => {
  await gl.init({ tuning: 'background' });
  const { name, product, a, b } = freshProduct();
  await product()(a, b).data();
  const { kernels } = await runtime.tuning();
  await expect.poll(() => kernels.matmul.known.has(name), { timeout: 30_000 }).toBe(true);
});

test('off: nothing is measured unless asked for', async () => {
  const { product, a, b } = freshProduct();
  await product()(a, b).data();
  const before = runtime.submits;
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(runtime.submits).toBe(before);
});

test('a table of other kernels, or with kernels that there are not, is refused', async () => {
  const table = await tableWith('1x1 * 1x1', 'tiles 7');
  await expect(gl.init({ tuning: { ...table, kernels: 'x' } })).rejects.toThrow(
    'init: the tuning table was measured with kernels x, and these are',
  );
  await expect(gl.init({ tuning: table })).rejects.toThrow(
    "init: the tuning table computes 1x1 * 1x1 with 'tiles 7' in 1 parts. Known kernels: registers 16x8,",
  );
  await expect(gl.init({ tuning: await tableWith('8x12 * 12x9', 'tiles 32', 0) })).rejects.toThrow(
    "with 'tiles 32' in 0 parts",
  );
  await expect(gl.init({ tuning: await tableWith('8x12 * 12x9', 'tiles 32', 5) })).rejects.toThrow(
    'parts: a divisor of 12.',
  );
  expect(await gl.tensor([1]).add(1).data()).toEqual(new Float32Array([2]));
});

/** What is found for 70 rows of 96 where one kernel is the fastest by far, and another computes something else. */
async function rowsChoice(fast: RowsVariant, wrong: RowsVariant | null): Promise<RowsVariant | undefined> {
  const shape = { rows: 70, columns: 96, adjacent: true };
  const slow = new Set<Program>();
  let isSlow = false;
  const host: TunerHost = {
    submits: 0,
    inFlight: 0,
    ...measuring,
    compile: async (traced, label, options) => {
      const variant = options.choices?.rows?.(shape);
      const [sums] = traced.outputs;
      const program = await runtime.compile(
        variant === wrong ? trace(() => [sums.add(1)]) : traced,
        label,
        options,
      );
      if (variant !== fast) slow.add(program);
      return program;
    },
    run: (repeats) => {
      isSlow = repeats.some(({ program }) => slow.has(program));
      runtime.run(repeats);
    },
    drained: async () => {
      await runtime.drained();
      if (isSlow) await new Promise((resolve) => setTimeout(resolve, 300));
    },
  };
  const kernels = new DeviceKernels();
  kernels.rows.choose(shape);
  await new Tuner(host, { software: true, hasSubgroups }, kernels).measure();
  return kernels.rows.known.get('70 rows of 96');
}

test('rows: the fastest is chosen, but only if it computes the same', async () => {
  expect(await rowsChoice(TEAM, null)).toBe(TEAM);
  expect(await rowsChoice(TEAM, TEAM)).toBe(SERIAL);
});

test('rows with subgroups are tried where the device has them', async () => {
  expect(await rowsChoice(SUBGROUPS, null)).toBe(hasSubgroups ? SUBGROUPS : SERIAL);
});

test('tune measures the reductions that programs had', async () => {
  await gl
    .tensor(Float32Array.from({ length: 6 * 77 }, Math.sin), [6, 77])
    .sum(1)
    .data();
  await gl
    .tensor(Float32Array.from({ length: 77 * 6 }, Math.sin), [77, 6])
    .max(0)
    .data();
  const { rows } = await gl.tune();
  expect(Object.keys(rows)).toEqual(['6 rows of 77', '6 rows of 77^T']);
  const names = rowsVariants.map(({ name }) => name);
  for (const variant of Object.values(rows)) expect(names).toContain(variant);
  const before = runtime.submits;
  expect((await gl.tune()).rows).toEqual(rows);
  expect(runtime.submits).toBe(before);
});

test('a table says how rows are reduced, with the same bits every time', async () => {
  const values = Float32Array.from({ length: 5 * 203 }, (_, k) => Math.sin(k * k));
  const sums = [0, 1, 2, 3, 4].map((row) =>
    values.slice(row * 203, (row + 1) * 203).reduce((a, b) => a + b, 0),
  );
  for (const { name } of rowsVariants.filter((variant) => hasSubgroups || variant !== SUBGROUPS)) {
    await gl.init({ tuning: await rowsTable({ '5 rows of 203': name }) });
    const sum = () => gl.jit((x: gl.Tensor) => x.sum(1));
    const x = gl.tensor(values, [5, 203]);
    const first = sum();
    const result = await first(x).data();
    expect(await first.print()).toContain(`${name}: sum`);
    expectClose(
      { data: Float64Array.from(result), shape: [5] },
      { data: Float64Array.from(sums), shape: [5] },
      { floor: 10 },
    );
    expect(await first(x).data()).toEqual(result);
    expect(await sum()(x).data()).toEqual(result);
    expect((await gl.tune()).rows).toEqual({ '5 rows of 203': name });
  }
});

test('a table with rows in kernels that there are not, or not on this device, is refused', async () => {
  await expect(gl.init({ tuning: await rowsTable({ '5 rows of 203': 'rows-x' }) })).rejects.toThrow(
    "init: the tuning table reduces 5 rows of 203 with 'rows-x'. Kernels of this device (",
  );
});

test('a device without subgroups', async () => {
  const table = await rowsTable({ '5 rows of 203': SUBGROUPS.name });
  const plain = await (await navigator.gpu.requestAdapter())?.requestDevice();
  await gl.init({ device: plain, tuning: 'off' });
  try {
    expect((await runtime.ready()).hasSubgroups).toBe(false);
    await expect(gl.init({ tuning: table })).rejects.toThrow(
      "init: the tuning table reduces 5 rows of 203 with 'rows-subgroups'.",
    );
    const x = gl.tensor(Float32Array.from({ length: 100 * 64 }, Math.sin), [100, 64]);
    expect((await x.sum(1).data()).length).toBe(100);
    expect(['rows-serial', 'rows-team']).toContain((await gl.tune()).rows['100 rows of 64']);
  } finally {
    await gl.init({ device: (await openDevice({})).device, tuning: 'off' });
  }
});
