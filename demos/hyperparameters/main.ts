import { createLesson, createPage } from '../shared/tutorial/page.ts';
import { activationLesson } from './activation.ts';
import { searchLesson } from './search.ts';
import { page as texts } from './texts.ts';

const page = createPage(texts);
const lessons = [activationLesson(), searchLesson()];
page.main.append(...lessons.map(createLesson));
await page.open(lessons.map(({ cell }) => cell));
