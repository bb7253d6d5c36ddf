/** Growth of a submit from one to the next, while its cost is still being found out. */
const GROWTH = 4;
/** Commands of one submit are encoded in one go, which must not hold the page up. */
const MOST_STEPS = 2000;
/** A page that draws shares the GPU with us: 60 frames a second leave about this much. */
const VISIBLE_MILLISECONDS = 14;
const HIDDEN_MILLISECONDS = 90;
/** Without a GPU nothing but us waits for a submit, and each costs more than it does on a GPU. */
const SOFTWARE_MILLISECONDS = 250;
/** So many steps share a submit there even when they take longer, ... */
const SOFTWARE_STEPS = 12;
/** ... up to here: stopping has to wait for two submits. */
const SOFTWARE_LONGEST = 1200;

const LONGEST_DISPATCH = 40;

/** Finds out how many steps fit into a submit of the right length. */
export class Pace {
  /** Smoothed duration of one step; 0 while unknown. */
  millisecondsPerStep = 0;
  #last = 0;

  /** Steps for the next submit. */
  budget(software: boolean): number {
    const wanted = this.#last === 0 ? 1 : Math.min(this.#wanted(software), this.#last * GROWTH);
    this.#last = Math.max(1, wanted);
    return this.#last;
  }

  #wanted(software: boolean): number {
    const rate = this.millisecondsPerStep;
    if (rate === 0) return MOST_STEPS;
    const target = software
      ? SOFTWARE_MILLISECONDS
      : isPageVisible()
        ? VISIBLE_MILLISECONDS
        : HIDDEN_MILLISECONDS;
    const steps = Math.min(Math.floor(target / rate), MOST_STEPS);
    return software ? Math.max(steps, Math.min(SOFTWARE_STEPS, Math.floor(SOFTWARE_LONGEST / rate))) : steps;
  }

  /** Steps that a persistent kernel makes at once: a dispatch must end soon, whatever the GPU has to draw. */
  get longest(): number {
    const rate = this.millisecondsPerStep;
    return rate === 0 ? 1 : Math.floor(LONGEST_DISPATCH / rate);
  }

  /** A submit of so many steps took so long. */
  record(steps: number, milliseconds: number): void {
    if (steps <= 0) return;
    const rate = milliseconds / steps;
    // The first submits also wait for uploads and shader compilation: believe faster ones at once.
    const known = this.millisecondsPerStep;
    this.millisecondsPerStep = known === 0 || rate < known / 2 ? rate : known + (rate - known) / 4;
  }
}

const isPageVisible = (): boolean =>
  typeof document !== 'undefined' && document.visibilityState === 'visible';
