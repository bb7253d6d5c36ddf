import { errors, type Sequential } from '../../src/index.ts';
import { create } from '../shared/dom.ts';
import { integer } from '../shared/format.ts';
import { say } from '../shared/language.ts';
import { commandBox, createStatus } from '../shared/status.ts';
import { createLesson, createPage } from '../shared/tutorial/page.ts';
import { classifyLesson } from './classify.ts';
import { convolveLesson } from './convolve.ts';
import { type FashionMnist, loadFashionMnist } from './data.ts';
import { drawLesson } from './draw.ts';
import { counts, page as texts } from './texts.ts';
import { weightsLesson } from './weights.ts';

const page = createPage(texts);

/** Which images there are, and how to get all of them. */
function sourceOf({ source, train, validation, test }: FashionMnist): HTMLElement {
  const numbers = [train, validation, test].map(({ count }) => integer(count));
  const words = say(create('p'), counts(texts[source], numbers[0], numbers[1], numbers[2]));
  const element = create('div', { className: 'source small' }, words);
  if (source === 'sample') element.append(say(create('p'), texts.fetch), commandBox('npm run data'));
  return element;
}

function open(data: FashionMnist): void {
  const draw = drawLesson(data);
  let last: Sequential | null = null;
  const keep = (model: Sequential) => {
    draw.use(model);
    last?.dispose();
    last = model;
  };
  const lessons = [classifyLesson(data, keep), weightsLesson(data), convolveLesson(data, keep), draw];
  page.main.replaceChildren(sourceOf(data), ...lessons.map(createLesson));
  void page.open(lessons.map(({ cell }) => cell));
}

try {
  page.main.append(say(create('p', { className: 'small', role: 'status' }), texts.loading));
  open(await loadFashionMnist());
} catch (error) {
  const host = create('div', { role: 'status' });
  page.main.replaceChildren(host);
  const status = createStatus(host);
  if (error instanceof errors.DataError) {
    status.missingData(texts.missing, error.message, 'npm run data -- --again');
  } else status.error(error);
}
