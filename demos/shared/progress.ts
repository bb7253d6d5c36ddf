import type { Progress } from '../../src/index.ts';
import { create } from './dom.ts';
import { duration, integer, milliseconds } from './format.ts';
import { say, sayAttribute, type Text, type Words } from './language.ts';

const texts = {
  label: { en: 'Progress', ko: '진행 상황' },
  epoch: { en: 'Epoch', ko: '에포크' },
  step: { en: 'Step', ko: '스텝' },
  perStep: { en: 'Time per step', ko: '스텝당 시간' },
  left: { en: 'Time left', ko: '남은 시간' },
} satisfies Record<string, Text>;

const outOf = (done: number, all: number): Text => ({
  en: `${integer(done)} of ${integer(all)}`,
  ko: `${integer(done)} / ${integer(all)}`,
});

/** A time that people wait for. */
export const durationText = (seconds: number): Text => {
  const en = duration(seconds);
  return { en, ko: en.replace(' h', '시간').replace(' min', '분').replace(' s', '초') };
};

/** A bar, words about what is going on, and the figures of a fit. */
export interface ProgressView {
  readonly element: HTMLElement;
  /** Read out by screen readers; the figures, which change ten times a second, are not. */
  say(words: Words): void;
  /** Moves the bar to a share of 1; null lets it run to and fro. */
  move(share: number | null): void;
  /** Moves the bar and the figures. */
  show(progress: Progress): void;
}

export function createProgress(): ProgressView {
  const bar = create('progress', { value: 0, max: 1 });
  sayAttribute(bar, 'aria-label', texts.label);
  const words = create('p', { role: 'status' });
  const names = [texts.epoch, texts.step, texts.perStep, texts.left];
  const values = names.map(() => create('dd', {}, '–'));
  const rows = names.map((name, i) => create('div', {}, say(create('dt'), name), values[i]));
  // Only a fit has these.
  const figures = create('dl', { hidden: true }, ...rows);
  const facts = create('div', { className: 'facts' }, words, figures);
  const move = (share: number | null) => {
    if (share === null) bar.removeAttribute('value');
    else bar.value = share;
  };
  return {
    element: create('div', { className: 'progress' }, bar, facts),
    say: (text) => void say(words, text),
    move,
    show: ({ epoch, epochs, step, stepsPerEpoch, stepsDone, stepsTotal, ...time }) => {
      figures.hidden = false;
      say(values[0], outOf(epoch + 1, epochs));
      say(values[1], outOf(step, stepsPerEpoch));
      say(values[2], milliseconds(time.millisecondsPerStep));
      say(values[3], durationText(time.secondsLeft));
      move(stepsDone / stepsTotal);
    },
  };
}
