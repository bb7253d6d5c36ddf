import { create } from '../shared/dom.ts';
import { integer, percent } from '../shared/format.ts';
import { say } from '../shared/language.ts';
import { classNames, type Images } from './data.ts';
import { drawImage, type Prediction, showGrid } from './grid.ts';
import { recognised, classify as texts } from './texts.ts';

const gridSize = 56;
const rounded = 3;

export interface Results {
  readonly element: HTMLElement;
  /** Null: not trained yet. */
  show(predictions: readonly Prediction[] | null): void;
}

/** The test images with what a network says of them: the first, or its mistakes; and its numbers for three of them. */
export function createResults(test: Images): Results {
  const words = create('p', { className: 'small', role: 'status' });
  const grid = create('div', { className: 'image-grid' });
  const table = create('div', { className: 'reference' });
  let predictions: readonly Prediction[] = [];
  const button = (text: typeof texts.first, isShown: (prediction: Prediction) => boolean) => {
    const element = say(create('button', { type: 'button' }), text);
    element.addEventListener('click', () => {
      showGrid(grid, test, predictions.filter(isShown).slice(0, gridSize));
      for (const each of buttons) each.ariaPressed = `${each === element}`;
    });
    return element;
  };
  const buttons = [
    button(texts.first, () => true),
    button(texts.mistakes, ({ label, truth }) => label !== truth),
  ];
  const legend = say(create('legend', { className: 'unseen' }), texts.which);
  const filter = create('fieldset', { className: 'segmented' }, legend, ...buttons);
  const show = (all: readonly Prediction[] | null) => {
    predictions = all ?? [];
    filter.hidden = all === null;
    table.hidden = all === null;
    if (all === null) {
      say(words, texts.untested);
      showGrid(grid, test, gridSize);
      return;
    }
    const right = all.filter(({ label, truth }) => label === truth).length;
    say(words, recognised(percent(right / all.length), integer(all.length)));
    table.replaceChildren(probabilityTable(test, all.slice(0, rounded)));
    buttons[0].click();
  };
  show(null);
  const head = create('div', { className: 'results-head' }, say(create('h3'), texts.images), words, filter);
  return { element: create('section', { className: 'panel results' }, head, grid, table), show };
}

/** Probabilities as the tutorial prints them, rounded to two digits. */
function probabilityTable(test: Images, predictions: readonly Prediction[]): HTMLElement {
  const heads = predictions.map(({ row }) =>
    create('th', { scope: 'col' }, drawImage(test, row), classNames[test.labels[row]]),
  );
  const rows = classNames.map((name, label) => {
    const cells = predictions.map(({ scores, label: said }) => {
      const text = scores[label].toFixed(2);
      return create('td', {}, said === label ? create('strong', {}, text) : text);
    });
    return create('tr', {}, create('th', { scope: 'row' }, name), ...cells);
  });
  return create(
    'table',
    { className: 'probabilities' },
    say(create('caption'), texts.rounded),
    create('thead', {}, create('tr', {}, create('td'), ...heads)),
    create('tbody', {}, ...rows),
  );
}
