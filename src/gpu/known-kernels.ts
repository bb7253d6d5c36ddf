import type { Choices } from '../schedule/choices.ts';
import type { MatmulChoice } from '../schedule/choose-matmul.ts';
import type { MatmulDomain, RowsShape } from '../schedule/kernel.ts';
import type { RowsVariant } from '../schedule/rows-variants.ts';

/** Where what was measured is kept. */
export const TUNING_DATABASE = 'gradloom-tuning';

/** Who computes with ever new sizes does not want each of them measured. */
const MOST_WANTED = 256;

/** How problems of one kind are computed on a device: what has been measured, and what could be. */
export class KnownKernels<Problem, Choice> {
  readonly known = new Map<string, Choice>();
  /** Problems that programs have, and nobody has measured. */
  readonly wanted = new Map<string, Problem>();
  readonly #nameOf: (problem: Problem) => string;

  /** @param nameOf problems with one name have one kernel */
  constructor(nameOf: (problem: Problem) => string) {
    this.#nameOf = nameOf;
  }

  /** Null where nothing is known: rules decide. */
  choose(problem: Problem): Choice | null {
    const name = this.#nameOf(problem);
    const choice = this.known.get(name);
    if (!choice && this.wanted.size < MOST_WANTED) this.wanted.set(name, problem);
    return choice ?? null;
  }

  learn(problem: Problem, choice: Choice): void {
    this.adopt(this.#nameOf(problem), choice);
  }

  adopt(name: string, choice: Choice): void {
    this.known.set(name, choice);
    this.wanted.delete(name);
  }
}

/** What is known of a device. */
export class DeviceKernels {
  readonly matmul = new KnownKernels<MatmulDomain, MatmulChoice>(productName);
  readonly rows = new KnownKernels<RowsShape, RowsVariant>(rowsName);
  readonly choices: Choices = {
    matmul: (domain) => this.matmul.choose(domain),
    rows: (shape) => this.rows.choose(shape),
  };

  /** Whether there is something to measure. */
  get isWanting(): boolean {
    return this.matmul.wanted.size + this.rows.wanted.size > 0;
  }

  forgetWanted(): void {
    this.matmul.wanted.clear();
    this.rows.wanted.clear();
  }
}

/** '32x784 * 784x300', with ^T behind what is stored transposed. */
export function productName({ batch, m, n, k, transposeA, transposeB }: MatmulDomain): string {
  const product = `${m}x${k}${transposeA ? '^T' : ''} * ${k}x${n}${transposeB ? '^T' : ''}`;
  return batch > 1 ? `${batch} of ${product}` : product;
}

/** '32 rows of 784', with ^T where the rows are the columns of what is stored. */
export const rowsName = ({ rows, columns, adjacent }: RowsShape): string =>
  `${rows} rows of ${columns}${adjacent ? '' : '^T'}`;
