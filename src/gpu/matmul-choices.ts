import type { MatmulChoice } from '../schedule/choose-matmul.ts';
import type { MatmulDomain } from '../schedule/kernel.ts';

/** Who multiplies ever new sizes does not want each of them measured. */
const MOST_WANTED = 256;

/** How products are computed on a device: what has been measured, and what could be. */
export class MatmulChoices {
  readonly known = new Map<string, MatmulChoice>();
  /** Products that programs have, and nobody has measured. */
  readonly wanted = new Map<string, MatmulDomain>();

  /** Null where nothing is known: rules decide. */
  choose(domain: MatmulDomain): MatmulChoice | null {
    const name = productName(domain);
    const choice = this.known.get(name);
    if (!choice && this.wanted.size < MOST_WANTED) this.wanted.set(name, domain);
    return choice ?? null;
  }
}

/** Products with one name have one kernel: '32x784 * 784x300', with ^T behind what is stored transposed. */
export function productName({ batch, m, n, k, transposeA, transposeB }: MatmulDomain): string {
  const product = `${m}x${k}${transposeA ? '^T' : ''} * ${k}x${n}${transposeB ? '^T' : ''}`;
  return batch > 1 ? `${batch} of ${product}` : product;
}
