import { createLesson, createPage } from '../shared/tutorial/page.ts';
import { logisticLesson } from './logistic.ts';
import { polynomialLesson } from './polynomial.ts';
import { regressionLesson } from './regression.ts';
import { sigmoidLesson } from './sigmoid.ts';
import { page as texts } from './texts.ts';

const page = createPage(texts);
const sigmoid = sigmoidLesson();
const lessons = [regressionLesson(), logisticLesson(), sigmoid, polynomialLesson()];
page.main.append(...lessons.map(createLesson));
if (await page.open(lessons.map(({ cell }) => cell))) sigmoid.cell.start();
