import type { ChooseOptions } from './choices.ts';
import type { MatmulDomain } from './kernel.ts';
import {
  countOf,
  type MatmulVariant,
  REGISTERS,
  STREAMING,
  TILES4,
  TILES8,
  TILES16,
} from './matmul-variants.ts';

/** How a product is computed. */
export interface MatmulChoice {
  readonly variant: MatmulVariant;
  /** Its sums over k are cut into so many, which run side by side and are added up by a second kernel. */
  readonly parts: number;
}

/** Which matmul kernel suits the adapter and the sizes: as measured, or else as far as can be told without. */
export function chooseMatmul(domain: MatmulDomain, { software, matmul }: ChooseOptions): MatmulChoice {
  const measured = matmul?.(domain);
  if (measured) return measured;
  const variant = software ? chooseRegisters(domain) : chooseOnGpu(domain);
  return { variant, parts: chooseParts(domain, variant, software) };
}

/** Multiplications that take less time, thousands of times over, than compiling a kernel with many registers does. */
const SHORT_PRODUCT = 1 << 16;

/** Lanes beside one another where there are columns for them, or else below; and no more rows than there are. */
function chooseRegisters({ batch, m, n, k }: MatmulDomain): MatmulVariant {
  const across = n > 16 ? 4 : n > 8 ? 2 : 1;
  const fitting = REGISTERS.filter(({ constants }) => constants.ACROSS === across);
  if (batch * m * n * k <= SHORT_PRODUCT) return fitting[0];
  return fitting.find(({ tile: [rows] }) => rows >= m) ?? fitting[fitting.length - 1];
}

/** With so few rows nothing of the right operand is used often; */
const FEW_ROWS = 8;
/** with these, waiting for one another costs more than reading twice, unless there are tiles for everybody. */
const SOME_ROWS = 32;
/** Sums short enough for one after the other. */
const SHORT_SUM = 128;
const ENOUGH_STREAMS = 64;
/** Workgroups that keep most of a GPU busy; larger tiles read less, but only where there are enough of them. */
const ENOUGH_TILES_OF_128 = 128;
const ENOUGH_TILES_OF_64 = 64;
/** Share of the tiles' elements that are results; the rest is computed for nothing. */
const MOSTLY_USED = 0.7;

function chooseOnGpu(domain: MatmulDomain): MatmulVariant {
  const { m, k } = domain;
  const isFlat = m <= FEW_ROWS || (m <= SOME_ROWS && countOf(TILES4, domain) < ENOUGH_TILES_OF_64);
  if (isFlat && k >= SHORT_SUM) return chooseStreaming(domain);
  if (suits(TILES16, domain, ENOUGH_TILES_OF_128)) return TILES16;
  return suits(TILES8, domain, ENOUGH_TILES_OF_64) ? TILES8 : TILES4;
}

/** No more rows than there are, and workgroups as wide as leaves enough of them. */
function chooseStreaming(domain: MatmulDomain): MatmulVariant {
  const rows = Math.min(...STREAMING.map(({ tile }) => tile[0]).filter((size) => size >= domain.m), 16);
  const fitting = STREAMING.filter(({ tile }) => tile[0] === rows);
  return fitting.find((variant) => countOf(variant, domain) >= ENOUGH_STREAMS) ?? fitting[fitting.length - 1];
}

function suits(variant: MatmulVariant, domain: MatmulDomain, enough: number): boolean {
  return countOf(variant, domain) >= enough && usedShare(variant, domain) >= MOSTLY_USED;
}

/** The share of what a variant computes that are results. */
export function usedShare(variant: MatmulVariant, domain: MatmulDomain): number {
  const [rows, columns] = variant.tile;
  return (domain.batch * domain.m * domain.n) / (countOf(variant, domain) * rows * columns);
}

/** When a sum is long enough to be cut into parts that run side by side. */
interface Limits {
  /** Fewer workgroups than this leave most of the adapter without work, */
  readonly fewWorkgroups: number;
  /** and an invocation that adds up so many terms takes longer than a second dispatch does, */
  readonly manyTerms: number;
  /** with parts at least so long. */
  readonly termsOfPart: number;
}

const ON_GPU: Limits = { fewWorkgroups: 64, manyTerms: 512, termsOfPart: 96 };
const ON_CPU: Limits = { fewWorkgroups: 4, manyTerms: 2048, termsOfPart: 512 };

function chooseParts(domain: MatmulDomain, variant: MatmulVariant, software: boolean): number {
  const { fewWorkgroups, manyTerms, termsOfPart } = software ? ON_CPU : ON_GPU;
  const workgroups = countOf(variant, domain);
  const terms = domain.k / variant.slices;
  if (workgroups >= fewWorkgroups || terms < manyTerms) return 1;
  return equalParts(domain, Math.min(Math.ceil((2 * fewWorkgroups) / workgroups), terms / termsOfPart));
}

/** The most parts of equal length, which should be whole tiles, or at least whole vectors; 1 for a batch. */
export function equalParts({ batch, k }: MatmulDomain, most: number): number {
  if (batch > 1) return 1;
  for (const unit of [16, 4]) {
    for (let parts = Math.floor(most); parts > 1; parts--) if (k % (parts * unit) === 0) return parts;
  }
  return 1;
}
