/** Growth of a submit from one to the next, while its cost is still being found out. */
const GROWTH = 4;
/** Commands of one submit are encoded in one go, which must not hold the page up. */
const MOST_STEPS = 2000;
/** A page that draws shares the GPU with us: 60 frames a second leave about this much. */
const VISIBLE_MILLISECONDS = 14;
const HIDDEN_MILLISECONDS = 90;
/** Without a GPU the page draws on other threads, and short submits cost more than they give. */
const SOFTWARE_MILLISECONDS = 250;

/** Finds out how many steps fit into a submit of the right length. */
export class Pace {
  /** Smoothed duration of one step; 0 while unknown. */
  millisecondsPerStep = 0;
  #last = 0;

  /** Steps for the next submit. */
  budget(software: boolean): number {
    if (this.#last === 0) return this.#grow(1);
    const steps =
      this.millisecondsPerStep > 0 ? Math.floor(target(software) / this.millisecondsPerStep) : MOST_STEPS;
    return this.#grow(Math.min(Math.max(1, steps), this.#last * GROWTH, MOST_STEPS));
  }

  /** A submit of so many steps took so long. */
  record(steps: number, milliseconds: number): void {
    if (steps <= 0) return;
    const rate = milliseconds / steps;
    // The first submits also wait for uploads and shader compilation: believe faster ones at once.
    const known = this.millisecondsPerStep;
    this.millisecondsPerStep = known === 0 || rate < known / 2 ? rate : known + (rate - known) / 4;
  }

  #grow(steps: number): number {
    this.#last = steps;
    return steps;
  }
}

function target(software: boolean): number {
  if (software) return SOFTWARE_MILLISECONDS;
  const visible = typeof document !== 'undefined' && document.visibilityState === 'visible';
  return visible ? VISIBLE_MILLISECONDS : HIDDEN_MILLISECONDS;
}
