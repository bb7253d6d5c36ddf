import { matmul } from '../ops/matmul.ts';
import { chooseMatmul, equalParts, type MatmulChoice, usedShare } from '../schedule/choose-matmul.ts';
import type { MatmulDomain } from '../schedule/kernel.ts';
import { countOf, type MatmulVariant, REGISTERS, STREAMING, TILES } from '../schedule/matmul-variants.ts';
import type { KernelFamily } from './kernel-tuner.ts';

/** The kernels that multiply matrices: first which, then into how many parts it cuts sums. */
export const matmulFamily = (software: boolean): KernelFamily<MatmulDomain, MatmulChoice> => ({
  shapes: ({ batch, m, n, k, transposeA, transposeB }) =>
    [transposeA ? [k, m] : [m, k], transposeB ? [n, k] : [k, n]].map((shape) =>
      batch > 1 ? [batch, ...shape] : shape,
    ),
  compute: (domain, [a, b]) => matmul(a, b, domain),
  byRules: (domain) => chooseMatmul(domain, { software }),
  rounds: [
    (domain, { variant, parts }) =>
      variantsFor(domain, software)
        .filter((other) => other !== variant || parts !== 1)
        .map((other) => ({ variant: other, parts: 1 })),
    (domain, { variant, parts }) => inParts(variant, domain).filter((other) => other.parts !== parts),
  ],
  choosing: ({ batch }, choice) => ({
    matmul: (domain) => (domain.batch === batch ? choice : { ...choice, parts: 1 }),
  }),
  learned: (domain, choice) => {
    const { variant, parts } = choice;
    const part = { ...domain, batch: parts, k: domain.k / parts };
    return parts > 1 ? [[domain, choice], [part, { variant, parts: 1 }]] : [[domain, choice]]; // biome-ignore format: pairs
  },
});

/** Rows up to which streaming the other operand may pay. */
const STREAMED_ROWS = 64;
/** Variants that compute more than this for nothing, as others do not, are not tried. */
const LEAST_USED = 0.5;

function variantsFor(domain: MatmulDomain, software: boolean): MatmulVariant[] {
  const streaming = domain.m <= STREAMED_ROWS ? STREAMING : [];
  const variants = software ? REGISTERS : [...streaming, ...TILES];
  const used = variants.map((variant) => usedShare(variant, domain));
  const least = LEAST_USED * Math.max(...used);
  return variants.filter((_, k) => used[k] > least);
}

/** Workgroups beyond which more of them, by cutting sums, are no use. */
const PLENTY = 256;
/** Parts of sums to try, and how long each must be at least. */
const PARTS = [4, 16];
const TERMS_OF_PART = 64;

function inParts(variant: MatmulVariant, domain: MatmulDomain): MatmulChoice[] {
  if (countOf(variant, domain) >= PLENTY) return [];
  const most = domain.k / variant.slices / TERMS_OF_PART;
  return PARTS.filter((parts) => parts <= most)
    .map((parts) => ({ variant, parts: equalParts(domain, parts) }))
    .filter(({ parts }) => parts > 1);
}
