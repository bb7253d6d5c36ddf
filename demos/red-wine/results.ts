import { create } from '../shared/dom.ts';
import { percent } from '../shared/format.ts';
import { onLanguage, say } from '../shared/language.ts';
import { createFigures } from '../shared/tutorial/figures.ts';
import { type Confusion, confusionOf, emptyConfusion, showConfusion } from './confusion.ts';
import { texts, verdict } from './texts.ts';

export interface Results {
  readonly element: HTMLElement;
  /** What the network says of the test wines; null before it has been trained. */
  show(predicted: readonly number[] | null): void;
}

/** The panel of the test wines: how many are right, and the table of confusions. */
export function createResults(qualities: Int32Array): Results {
  const words = create('p', { className: 'small', role: 'status' });
  const figures = createFigures({
    right: { label: texts.right },
    near: { label: texts.near },
    commonest: { label: texts.commonest },
  });
  const table = create('div', { className: 'confusions' });
  let shown: Confusion = emptyConfusion(qualities);
  const show = (predicted: readonly number[] | null) => {
    shown = predicted ? confusionOf(qualities, predicted) : emptyConfusion(qualities);
    const { total, right, near } = shown;
    say(words, predicted ? verdict(right, total) : texts.untested);
    figures.show({
      right: predicted ? percent(right / total) : '–',
      near: predicted ? percent(near / total) : '–',
      commonest: percent(qualities.filter((quality) => quality === 5).length / total),
    });
    showConfusion(table, shown);
  };
  onLanguage(() => showConfusion(table, shown));
  show(null);
  figures.element.classList.remove('panel');
  const head = create('div', {}, say(create('h2'), texts.testWines), words);
  return { element: create('section', { className: 'panel results' }, head, figures.element, table), show };
}
