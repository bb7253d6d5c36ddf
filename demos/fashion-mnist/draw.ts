import type { Sequential } from '../../src/index.ts';
import { create } from '../shared/dom.ts';
import { createField, fieldHost } from '../shared/field.ts';
import { percent } from '../shared/format.ts';
import { say } from '../shared/language.ts';
import { createCell } from '../shared/tutorial/cell-view.ts';
import type { Lesson } from '../shared/tutorial/page.ts';
import file from './cells/draw.js?raw';
import { classNames, type FashionMnist } from './data.ts';
import { drawImage } from './grid.ts';
import { createSketch } from './sketch.ts';
import { draw as texts } from './texts.ts';

export * as gl from '../../src/index.ts';

/** What this lesson gives to its code, beside `gl`. */
export interface Hooks {
  /** The network that was trained last. */
  readonly model: Sequential;
  /** The drawing: 784 numbers from 0 to 1. */
  readonly pixels: Float32Array<ArrayBuffer>;
  readonly show: {
    probabilities(probabilities: ArrayLike<number>): void;
  };
}

export declare const model: Hooks['model'];
export declare const pixels: Hooks['pixels'];
export declare const show: Hooks['show'];

/** A bar for every class. */
function createBars() {
  const bars = classNames.map((name) => ({ name: create('dt', {}, name), value: create('dd', {}, '–') }));
  const list = create(
    'dl',
    { className: 'bars' },
    ...bars.map(({ name, value }) => create('div', {}, name, value)),
  );
  const show = (probabilities: ArrayLike<number> | null) => {
    const best = probabilities ? Math.max(...Array.from(probabilities)) : Number.NaN;
    bars.forEach(({ value }, label) => {
      const probability = probabilities?.[label] ?? 0;
      value.textContent = probabilities ? percent(probability, 0) : '–';
      value.style.setProperty('--share', `${100 * probability}%`);
      value.classList.toggle('best', probability === best);
    });
  };
  return { list, show };
}

/** `use` takes the network that is asked. */
export function drawLesson(data: FashionMnist): Lesson & { use(model: Sequential): void } {
  const sketch = createSketch();
  const bars = createBars();
  const seen = create('div', { className: 'seen' });
  const words = say(create('p', { className: 'small', role: 'status' }), texts.untrained);
  const brush = createField(fieldHost(), { label: texts.brush, min: 4, max: 60, value: sketch.brush });
  brush.onChange = (width) => {
    sketch.brush = width;
  };
  let model: Sequential | null = null;
  const button = (text: typeof texts.clear, act: () => void) => {
    const element = say(create('button', { type: 'button' }), text);
    element.addEventListener('click', act);
    return element;
  };
  const clear = button(texts.clear, sketch.clear);
  const example = button(texts.example, () => {
    sketch.take(data.test, Math.floor(Math.random() * data.test.count));
  });
  const cell = createCell({
    file,
    provide: () => {
      const drawn = sketch.pixels();
      if (model === null) throw new Error('There is no network yet. Train one of those above first.');
      const hooks: Hooks = {
        model,
        pixels: drawn ?? new Float32Array(data.test.pixels.length / data.test.count),
        show: { probabilities: (probabilities) => bars.show(drawn && probabilities) },
      };
      return { ...hooks };
    },
  });
  const look = () => {
    const drawn = sketch.pixels();
    const image = { count: 1, pixels: drawn ?? new Float32Array(), labels: new Int32Array(1) };
    seen.replaceChildren(...(drawn ? [drawImage(image, 0)] : []));
    say(words, model === null ? texts.untrained : drawn ? '' : texts.blank);
    if (!drawn) bars.show(null);
    else if (model !== null) cell.start();
  };
  sketch.onChange = look;
  return {
    title: texts.title,
    story: texts.story,
    settings: [sketch.element, create('div', { className: 'buttons' }, clear, example), brush.element],
    cell,
    pictures: [
      create(
        'section',
        { className: 'panel answer' },
        say(create('h3'), texts.probabilities),
        words,
        create(
          'div',
          {},
          create('figure', {}, seen, say(create('figcaption', { className: 'small' }), texts.seen)),
          bars.list,
        ),
      ),
    ],
    use: (trained) => {
      model = trained;
      look();
    },
  };
}
