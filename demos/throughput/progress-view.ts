import { create } from '../shared/dom.ts';
import { integer } from '../shared/format.ts';
import { say, type Words } from '../shared/language.ts';
import { createProgress, durationText } from '../shared/progress.ts';
import { engineChoices } from './engine-choices.ts';
import type { SweepState } from './sweep.ts';
import { roundOf, progress as texts } from './texts.ts';

export interface SweepProgress {
  readonly element: HTMLElement;
  /** How it went, or what is missing. */
  say(words: Words): void;
  /** A new measurement begins now. */
  start(): void;
  show(state: SweepState, rounds: number): void;
}

const names = [texts.engine, texts.batchSize, texts.round, texts.left];

/** The bar, and which engine is doing what, for how much longer. */
export function createSweepProgress(): SweepProgress {
  const bar = createProgress();
  const values = names.map(() => create('dd', {}, '–'));
  const rows = names.map((name, k) => create('div', {}, say(create('dt'), name), values[k]));
  const facts = create('dl', { hidden: true }, ...rows);
  bar.element.querySelector('.facts')?.append(facts);
  let started = 0;
  let ends = 0;
  let known = 0;
  const countDown = () => {
    const seconds = (ends - performance.now()) / 1000;
    // An estimate that has run out says nothing until the next one.
    say(values[3], seconds > 0 ? durationText(seconds) : '–');
  };
  setInterval(() => {
    if (!facts.hidden) countDown();
  }, 1000);
  return {
    element: bar.element,
    say: bar.say,
    start: () => {
      started = performance.now();
      ends = 0;
      known = 0;
      bar.say(texts.running);
      bar.move(0);
    },
    show: ({ doing, share }, rounds) => {
      bar.move(share);
      facts.hidden = !doing;
      if (!doing) return;
      const { engine, batchSize, round } = doing;
      const now = performance.now();
      say(values[0], engineChoices.find(({ name }) => name === engine)?.title ?? engine);
      say(values[1], integer(batchSize));
      say(values[2], round === 0 ? texts.preparing : roundOf(round, rounds));
      if (share !== known) {
        known = share;
        ends = now + ((now - started) * (1 - share)) / share;
      }
      countDown();
    },
  };
}
