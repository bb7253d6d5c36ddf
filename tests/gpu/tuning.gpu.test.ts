import { afterAll, beforeEach, expect, test } from 'vitest';
import { RecordStore } from '../../src/core/record-store.ts';
import { MatmulChoices } from '../../src/gpu/matmul-choices.ts';
import { runtime } from '../../src/gpu/runtime.ts';
import { Tuner, type TunerHost } from '../../src/gpu/tuner.ts';
import * as gl from '../../src/index.ts';
import { matmulVariants, REGISTERS } from '../../src/schedule/matmul-variants.ts';
import { matmul } from '../reference/array.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';

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
  const choices = new MatmulChoices();
  let isBusy = true;
  let looks = 0;
  let compiled = 0;
  const host: TunerHost = {
    get submits() {
      looks++;
      return isBusy ? looks : 0;
    },
    inFlight: 0,
    opened: () => runtime.opened(),
    compile: (...args) => {
      compiled++;
      return runtime.compile(...args);
    },
    run: (repeats) => runtime.run(repeats),
    drained: () => runtime.drained(),
  };
  const domain = { batch: 1, m: 12, n: 20, k: 8, transposeA: true, transposeB: false };
  expect(choices.choose(domain)).toBe(null);
  const ended = new Tuner(host, true, choices).measureWhenQuiet(async () => {});
  await expect.poll(() => looks, { timeout: 30_000 }).toBeGreaterThan(6);
  expect(compiled).toBe(0);
  isBusy = false;
  await ended;
  expect(choices.wanted.size).toBe(0);
  expect([...choices.known.keys()]).toEqual(['12x8^T * 8x20']);
  expect(choices.choose(domain)).toBe(choices.known.get('12x8^T * 8x20'));
});

test('background: what a program had is measured without being asked for', async () => {
  await gl.init({ tuning: 'background' });
  const { name, product, a, b } = freshProduct();
  await product()(a, b).data();
  const { choices } = await runtime.tuning();
  await expect.poll(() => choices.known.has(name), { timeout: 30_000 }).toBe(true);
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
