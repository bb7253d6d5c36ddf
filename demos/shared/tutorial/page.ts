import { byId, create } from '../dom.ts';
import { inLanguage, languageSwitch, onLanguage, say, type Text, type Words } from '../language.ts';
import { createStatus } from '../status.ts';
import { findAdapter } from '../webgpu.ts';
import type { Cell } from './cell-view.ts';

export interface PageOptions {
  readonly title: Text;
  /** What the page is about, in a few sentences. */
  readonly lede: Text;
  /** Sources, licences and what else has to be said. */
  readonly footer: Text;
}

export interface TutorialPage {
  readonly main: HTMLElement;
  /** Looks for a GPU, then lets the cells run, or says why they cannot. Resolves to whether they can. */
  open(cells: readonly Cell[]): Promise<boolean>;
}

/** Fills the element `page` with what every tutorial has around its sections. */
export function createPage({ title, lede, footer }: PageOptions): TutorialPage {
  const adapterName = create('span', { className: 'adapter' });
  const problem = create('div', { role: 'status' });
  const main = create('main', { className: 'lessons' });
  byId('page', HTMLElement).replaceChildren(
    create(
      'nav',
      { className: 'crumbs' },
      create('a', { className: 'brand', href: '../' }, 'gradloom'),
      adapterName,
      languageSwitch(),
    ),
    create(
      'header',
      { className: 'intro' },
      say(create('h1'), title),
      say(create('p', { className: 'lede' }), lede),
      problem,
    ),
    main,
    say(create('footer', { className: 'footer' }), footer),
  );
  onLanguage(() => {
    document.title = `${inLanguage(title)} · gradloom`;
  });
  return {
    main,
    open: async (cells) => {
      const adapter = await findAdapter();
      say(adapterName, adapter.name);
      for (const cell of cells) adapter.problem === null ? cell.enable() : cell.giveUp();
      if (adapter.problem !== null) createStatus(problem).noWebGPU(adapter.problem);
      return adapter.problem === null;
    },
  };
}

/** A step of the story. */
export interface Lesson {
  /** Left out where the page has a single lesson: its title says it. */
  readonly title?: Text;
  /** Paragraphs, and whatever else belongs above the code. */
  readonly story?: readonly (Words | HTMLElement)[];
  readonly cell: Cell;
  /** What the reader can set, above the buttons: fields, boxes. */
  readonly settings?: readonly HTMLElement[];
  /** What the code shows: charts, figures, the results beside the reference. */
  readonly pictures: readonly HTMLElement[];
}

/** Text, then settings and code on one side and pictures on the other. */
export function createLesson({ title, story = [], cell, settings = [], pictures }: Lesson): HTMLElement {
  const parts = [
    ...(title ? [say(create('h2'), title)] : []),
    ...story.map((part) => (part instanceof HTMLElement ? part : say(create('p'), part))),
  ];
  return create(
    'section',
    { className: 'lesson-section' },
    ...(parts.length > 0 ? [create('div', { className: 'story' }, ...parts)] : []),
    create('div', { className: 'panel controls' }, ...settings, cell.controls),
    create('div', { className: 'stack pictures' }, ...pictures),
    cell.editor,
  );
}
