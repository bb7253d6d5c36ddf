import type { Kernel } from './workload.ts';

function matmul(group: string, m: number, k: number, n: number, transposed: '' | 'A' | 'B' = ''): Kernel {
  const size = m === k && k === n ? `${m}` : `${m}x${k}x${n}`;
  return {
    kind: 'kernel',
    name: `${group}-${size}${transposed && `-t${transposed.toLowerCase()}`}`,
    group,
    title: `Matrix product ${m}x${k} by ${k}x${n}${transposed && `, ${transposed} transposed`}`,
    operation: {
      op: 'matmul',
      m,
      k,
      n,
      transposeA: transposed === 'A',
      transposeB: transposed === 'B',
    },
  };
}

const TITLES = { elementwise: 'relu(x y + x)', sum: 'Sum', adam: 'Adam update' };

const bandwidth = (op: keyof typeof TITLES, mebi: number): Kernel => ({
  kind: 'kernel',
  name: `${op}-${mebi}Mi`,
  group: 'bandwidth',
  title: `${TITLES[op]}, ${mebi} Mi elements`,
  operation: { op, size: mebi * 2 ** 20 },
});

export const kernels: readonly Kernel[] = [
  ...[64, 128, 256, 512, 1024, 2048, 4096].map((size) => matmul('matmul', size, size, size)),
  // The products of the MLP's first layer at batch 32 and 512: forwards, the kernel's gradient, the input's.
  ...[32, 512].flatMap((batch) => [
    matmul('skinny', batch, 784, 300),
    matmul('skinny', 784, batch, 300, 'A'),
    matmul('skinny', batch, 300, 784, 'B'),
  ]),
  // 16 Mi numbers do not fit into the caches of a GPU.
  ...[1, 16].flatMap((mebi) => [
    bandwidth('elementwise', mebi),
    bandwidth('sum', mebi),
    bandwidth('adam', mebi),
  ]),
];
