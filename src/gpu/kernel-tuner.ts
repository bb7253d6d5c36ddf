import type { Tensor } from '../graph/tensor.ts';
import type { Choices } from '../schedule/choices.ts';
import { KernelTimer, type TimerHost } from './kernel-timer.ts';
import type { KnownKernels } from './known-kernels.ts';

/** Kernels that solve the same problems. */
export interface KernelFamily<Problem, Choice> {
  /** Shapes of the operands of a problem. */
  shapes(problem: Problem): readonly (readonly number[])[];
  compute(problem: Problem, operands: readonly Tensor[]): Tensor;
  byRules(problem: Problem): Choice;
  /** What to compare the best so far with, in rounds. */
  readonly rounds: readonly ((problem: Problem, best: Choice) => readonly Choice[])[];
  /** What makes a program that solves the problem do it so. */
  choosing(problem: Problem, choice: Choice): Choices;
  /** The choice, and what else follows from it. */
  learned(problem: Problem, choice: Choice): readonly (readonly [Problem, Choice])[];
}

/** More memory than this is not taken for measuring: then rules decide. */
const MOST_BYTES = 2 ** 28;
/** What others must be faster than, for each millisecond of the best so far. */
const ADVANTAGE = 0.95;

/** Finds the fastest of a family for the problems that programs have, by running them. */
export class KernelTuner<Problem, Choice> {
  readonly #host: TimerHost;
  readonly #kernels: KnownKernels<Problem, Choice>;
  readonly #family: KernelFamily<Problem, Choice>;

  constructor(
    host: TimerHost,
    kernels: KnownKernels<Problem, Choice>,
    family: KernelFamily<Problem, Choice>,
  ) {
    this.#host = host;
    this.#kernels = kernels;
    this.#family = family;
  }

  /** Measures one of the problems; false when none is left. */
  async measureOne(): Promise<boolean> {
    const [problem] = this.#kernels.wanted.values();
    if (!problem) return false;
    const best = await this.#fastest(problem);
    for (const [each, choice] of this.#family.learned(problem, best)) this.#kernels.learn(each, choice);
    return true;
  }

  async #fastest(problem: Problem): Promise<Choice> {
    const { shapes, compute, byRules, rounds } = this.#family;
    let best = byRules(problem);
    const timer = new KernelTimer(this.#host, shapes(problem), (...operands) => compute(problem, operands));
    if (timer.bytes > MOST_BYTES) return best;
    try {
      for (const round of rounds) best = await this.#faster(timer, problem, best, round(problem, best));
      return best;
    } finally {
      timer.dispose();
    }
  }

  /** The best so far, unless another has a clear advantage and gives the same result. */
  async #faster(
    timer: KernelTimer,
    problem: Problem,
    best: Choice,
    others: readonly Choice[],
  ): Promise<Choice> {
    if (others.length === 0) return best;
    const choices = [best, ...others].map((choice) => this.#family.choosing(problem, choice));
    const [time, ...times] = await timer.times(choices);
    const shortest = Math.min(...times);
    return shortest < ADVANTAGE * time ? others[times.indexOf(shortest)] : best;
  }
}
