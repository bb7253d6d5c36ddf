import registers from '../../shaders/matmul/registers.wgsl';
import streaming from '../../shaders/matmul/streaming.wgsl';
import tiles4 from '../../shaders/matmul/tiles4.wgsl';
import tiles8 from '../../shaders/matmul/tiles8.wgsl';
import type { WgslModule } from '../core/wgsl.ts';
import type { MatmulDomain } from './kernel.ts';

/** One of the kernels that multiply matrices: all take the same hooks. */
export interface MatmulVariant {
  readonly name: string;
  readonly template: WgslModule;
  /** Rows and columns of results that a workgroup makes. */
  readonly tile: readonly [rows: number, columns: number];
  /** Sums of one result that a workgroup adds up side by side. */
  readonly slices: number;
  readonly constants: Readonly<Record<string, number>>;
  /** Hooks that also add up the columns of B; `store_row` knows the sums by their row. */
  columnSums(row: number): Readonly<Record<string, string>>;
}

/**
 * Every invocation reads its columns of B anyway: those of the first rows of results add them up.
 *
 * @param TILES of four rows that an invocation makes
 * @param ACROSS invocations side by side, each with eight columns; the others of four lie below them
 */
const registersOf = (TILES: 1 | 2 | 4, ACROSS: 1 | 2 | 4): MatmulVariant => {
  const DOWN = 4 / ACROSS;
  return {
    name: `registers ${4 * TILES * DOWN}x${8 * ACROSS}`,
    template: registers,
    tile: [4 * TILES * DOWN, 8 * ACROSS],
    slices: 1,
    constants: { TILES, ACROSS, DOWN },
    columnSums: (row) => ({
      begin_column_sums: 'var sum0 = vec4f(); var sum1 = vec4f();',
      add_column_sums: 'sum0 += b0 * vec4f(1.0); sum1 += b1 * vec4f(1.0);',
      store_column_sums: `if (id.y == 0u) { store_row(batch, ${row}u, n, sum0); store_row(batch, ${row}u, n + 4u, sum1); }`,
    }),
  };
};

/** For CPUs. */
export const REGISTERS = ([1, 2, 4] as const).flatMap((tiles) =>
  ([1, 2, 4] as const).map((across) => registersOf(tiles, across)),
);

/**
 * @param TILES of four rows that every invocation has
 * @param ACROSS invocations side by side; the others have other slices of k
 */
const streamingOf = (TILES: 1 | 2 | 4, ACROSS: 4 | 8 | 16): MatmulVariant => ({
  name: `streaming ${4 * TILES}x${4 * ACROSS}`,
  template: streaming,
  tile: [4 * TILES, 4 * ACROSS],
  slices: 256 / ACROSS,
  constants: { TILES, ACROSS },
  columnSums: (row) => ({
    begin_column_sums: 'var sum0 = vec4f();',
    add_column_sums: 'sum0 += b[0] + b[1] + b[2] + b[3];',
    store_column_sums: [
      'parts[lane] = sum0;',
      'workgroupBarrier();',
      `if (group.y == 0u && lane < ACROSS) { store_row(batch, ${row}u, n, add_slices(lane)); }`,
    ].join('\n'),
  }),
});

/** For GPUs, as are the following. */
export const STREAMING = ([1, 2, 4] as const).flatMap((tiles) =>
  ([16, 8, 4] as const).map((across) => streamingOf(tiles, across)),
);

export const TILES4: MatmulVariant = {
  name: 'tiles 32',
  template: tiles4,
  tile: [32, 32],
  slices: 1,
  constants: {},
  columnSums: (row) => ({
    begin_column_sums: 'var sum0 = vec4f();',
    add_column_sums: 'if (group.y == 0u) { sum0 += b0; }',
    store_column_sums: `if (group.y == 0u && local.y == 0u) { store_row(batch, ${row}u, n, sum0); }`,
  }),
};

/** @param T invocations along each side of a workgroup */
const tilesOf8 = (T: 8 | 16): MatmulVariant => ({
  name: `tiles ${8 * T}`,
  template: tiles8,
  tile: [8 * T, 8 * T],
  slices: 1,
  constants: { T },
  columnSums: (row) => ({
    begin_column_sums: 'var sum0 = vec4f(); var sum1 = vec4f();',
    add_column_sums: 'if (group.y == 0u) { sum0 += b0; sum1 += b1; }',
    store_column_sums: `if (group.y == 0u && local.y == 0u) { store_row(batch, ${row}u, n, sum0); store_row(batch, ${row}u, n + 4u * T, sum1); }`,
  }),
});

export const TILES8 = tilesOf8(8);
export const TILES16 = tilesOf8(16);
export const TILES: readonly MatmulVariant[] = [TILES4, TILES8, TILES16];

export const matmulVariants: readonly MatmulVariant[] = [...REGISTERS, ...STREAMING, ...TILES];

/** Workgroups along n, m and the batch. */
export const workgroupsOf = (
  { tile: [rows, columns] }: MatmulVariant,
  { batch, m, n }: MatmulDomain,
): [number, number, number] => [Math.ceil(n / columns), Math.ceil(m / rows), batch];

/** Workgroups in all. */
export const countOf = (variant: MatmulVariant, domain: MatmulDomain): number =>
  workgroupsOf(variant, domain).reduce((a, b) => a * b, 1);
