import { BYTES_PER_ELEMENT } from '../core/dtype.ts';
import { chooseMatmul, equalParts, type MatmulChoice, usedShare } from '../schedule/choose-matmul.ts';
import type { MatmulDomain } from '../schedule/kernel.ts';
import {
  countOf,
  type MatmulVariant,
  REGISTERS,
  STREAMING,
  TILES4,
  TILES8,
  TILES16,
} from '../schedule/matmul-variants.ts';
import { type MatmulChoices, productName } from './matmul-choices.ts';
import { ProductTimer, type TimerHost } from './product-timer.ts';

export interface TunerHost extends TimerHost {
  /** Submits so far. */
  readonly submits: number;
  /** Of these, unfinished ones. */
  readonly inFlight: number;
}

/** Larger operands are not measured: nobody wants to spend that much memory on it. */
const MOST_BYTES = 2 ** 28;
/** What others must be faster than, for each millisecond of the kernel that rules choose. */
const ADVANTAGE = 0.95;
/** Milliseconds without a submit after which nobody seems to need the GPU. */
const QUIET = 300;

/** Finds the fastest kernels for the products that programs have, by running them. */
export class Tuner {
  readonly #host: TunerHost;
  readonly #software: boolean;
  readonly #choices: MatmulChoices;
  #working: Promise<void> | null = null;
  /** Somebody waits. */
  #isUrgent = false;

  constructor(host: TunerHost, software: boolean, choices: MatmulChoices) {
    this.#host = host;
    this.#software = software;
    this.#choices = choices;
  }

  /** Measures whatever is wanted, at once. */
  async measure(): Promise<void> {
    this.#isUrgent = true;
    await this.#working;
    this.#isUrgent = false;
    for (const domain of [...this.#choices.wanted.values()]) await this.#measure(domain);
  }

  /**
   * The same whenever nobody uses the GPU. A failure ends it for good: then rules go on to choose.
   *
   * @param onMeasured awaited after each product
   */
  measureWhenQuiet(onMeasured: () => Promise<unknown>): Promise<void> {
    this.#working ??= this.#measureWhenQuiet(onMeasured).then(
      () => {
        this.#working = null;
      },
      () => {},
    );
    return this.#working;
  }

  async #measureWhenQuiet(onMeasured: () => Promise<unknown>): Promise<void> {
    for (;;) {
      await this.#quiet();
      const [domain] = this.#choices.wanted.values();
      if (!domain) return;
      await this.#measure(domain);
      await onMeasured();
    }
  }

  async #quiet(): Promise<void> {
    for (let before = -1; before !== this.#host.submits || this.#host.inFlight > 0; ) {
      if (this.#isUrgent) return;
      before = this.#host.submits;
      await new Promise((resolve) => setTimeout(resolve, QUIET));
    }
  }

  async #measure(domain: MatmulDomain): Promise<void> {
    const { known, wanted } = this.#choices;
    const best = await this.#fastest(domain);
    known.set(productName(domain), best);
    wanted.delete(productName(domain));
    if (best.parts === 1) return;
    const part = { ...domain, batch: best.parts, k: domain.k / best.parts };
    known.set(productName(part), { ...best, parts: 1 });
    wanted.delete(productName(part));
  }

  async #fastest(domain: MatmulDomain): Promise<MatmulChoice> {
    const software = this.#software;
    const byRules = chooseMatmul(domain, { software });
    if (bytesOf(domain) > MOST_BYTES) return byRules;
    const timer = new ProductTimer(this.#host, domain);
    try {
      const inOnePart = variantsFor(domain, software).map((variant) => ({ variant, parts: 1 }));
      const best = await fastest(timer, byRules, inOnePart);
      return await fastest(timer, best, inParts(best.variant, domain));
    } finally {
      timer.dispose();
    }
  }
}

const bytesOf = ({ batch, m, n, k }: MatmulDomain): number =>
  BYTES_PER_ELEMENT * batch * (m * k + k * n + m * n);

/** Rows up to which streaming the other operand may pay. */
const STREAMED_ROWS = 64;
/** Variants that compute more than this for nothing, as others do not, are not tried. */
const LEAST_USED = 0.5;

function variantsFor(domain: MatmulDomain, software: boolean): MatmulVariant[] {
  const streaming = domain.m <= STREAMED_ROWS ? STREAMING : [];
  const variants = software ? REGISTERS : [...streaming, TILES4, TILES8, TILES16];
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

/** The first of them, unless another has a clear advantage. */
async function fastest(
  timer: ProductTimer,
  first: MatmulChoice,
  others: readonly MatmulChoice[],
): Promise<MatmulChoice> {
  const different = others.filter(({ variant, parts }) => variant !== first.variant || parts !== first.parts);
  if (different.length === 0) return first;
  const [time, ...times] = await timer.times([first, ...different]);
  const shortest = Math.min(...times);
  return shortest < ADVANTAGE * time ? different[times.indexOf(shortest)] : first;
}
