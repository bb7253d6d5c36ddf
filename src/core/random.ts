/**
 * The hash behind every random number, the twin of shaders/random/random.wgsl:
 * pcg3d of Jarzynski and Olano, "Hash Functions for GPU Rendering", JCGT 9(3), 2020.
 * Counter-based: the value depends on (seed, counter, index) only, never on order.
 */
export function hash3(seed: number, counter: number, index: number): [number, number, number] {
  let x = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  let y = (Math.imul(counter, 1664525) + 1013904223) >>> 0;
  let z = (Math.imul(index, 1664525) + 1013904223) >>> 0;
  x = (x + Math.imul(y, z)) >>> 0;
  y = (y + Math.imul(z, x)) >>> 0;
  z = (z + Math.imul(x, y)) >>> 0;
  x ^= x >>> 16;
  y ^= y >>> 16;
  z ^= z >>> 16;
  x = (x + Math.imul(y, z)) >>> 0;
  y = (y + Math.imul(z, x)) >>> 0;
  z = (z + Math.imul(x, y)) >>> 0;
  return [x >>> 0, y >>> 0, z >>> 0];
}

/** Uniform in [0, 1) with 24 bits, so that float32 holds it exactly. */
export const uniform01 = (seed: number, counter: number, index: number): number =>
  (hash3(seed, counter, index)[0] >>> 8) / 16777216;

/** A stream of random numbers on the CPU (initial weights, seeds of layers). */
export class RandomStream {
  #index = 0;
  readonly seed: number;

  constructor(seed: number) {
    this.seed = seed >>> 0;
  }

  /** Uniform in [0, 1), 53 bits. */
  uniform(): number {
    const [x, y] = hash3(this.seed, 0x9e3779b9, this.#index++);
    return ((x >>> 5) * 67108864 + (y >>> 6)) / 9007199254740992;
  }

  /** Standard normal by Box and Muller. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** A 31-bit seed for a stream of its own. */
  nextSeed(): number {
    return hash3(this.seed, 0x85ebca6b, this.#index++)[0] >>> 1;
  }
}
