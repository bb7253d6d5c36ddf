import type { Callback, search } from '../../src/index.ts';
import { create } from '../shared/dom.ts';
import { significant } from '../shared/format.ts';
import { say } from '../shared/language.ts';
import { durationText } from '../shared/progress.ts';
import { type CellRun, createCell } from '../shared/tutorial/cell-view.ts';
import { createFigures } from '../shared/tutorial/figures.ts';
import type { Lesson } from '../shared/tutorial/page.ts';
import { createPresets, type Preset } from '../shared/tutorial/presets.ts';
import { createReference, type Expectations } from '../shared/tutorial/reference.ts';
import file from './cells/search.js?raw';
import { numbers as data, type Numbers, testError } from './numbers.ts';
import { createParallelPicture } from './parallel.ts';
import { keep, kept } from './store.ts';
import { outOf, testErrorOf, search as texts } from './texts.ts';
import { createTrialTable, errorOf } from './trials.ts';

export * as gl from '../../src/index.ts';

export type Method = 'gridSearch' | 'randomSearch' | 'bayesianSearch';

export interface Settings {
  readonly method: Method;
  readonly maxTrials: number;
  /** Default: another one for every search. */
  readonly seed?: number;
}

/** What this lesson gives to its code, beside `gl`. */
export interface Hooks {
  readonly settings: Settings;
  readonly numbers: Numbers;
  /** What an earlier run has left, as text. */
  readonly saved: string | undefined;
  readonly show: {
    /** Lets Stop end the training of a trial. */
    readonly training: Callback[];
    /** Keeps the trials and draws them. */
    trial(trial: search.Trial, result: search.SearchResult): Promise<void>;
    /** All trials, and the labels that the best model predicts for the test numbers. */
    result(all: { readonly result: search.SearchResult; readonly test: ArrayLike<number> }): void;
  };
}

export declare const settings: Hooks['settings'];
export declare const numbers: Hooks['numbers'];
export declare const saved: Hooks['saved'];
export declare const show: Hooks['show'];

export const maxTrials = { gridSearch: 30, randomSearch: 20, bayesianSearch: 20 } satisfies Record<
  Method,
  number
>;

export const expectations = {
  gridSearch: { label: testErrorOf(texts.methods.gridSearch.name), from: 0, to: 2e-5 },
  randomSearch: { label: testErrorOf(texts.methods.randomSearch.name), from: 0, to: 2e-5 },
  bayesianSearch: { label: testErrorOf(texts.methods.bayesianSearch.name), from: 0, to: 2e-5 },
} satisfies Expectations;

const presets = (Object.keys(maxTrials) as Method[]).map((method) => ({
  method,
  ...texts.methods[method],
})) satisfies (Preset & { method: Method })[];

export function searchLesson(): Lesson {
  const figures = createFigures({
    trials: { label: texts.trials },
    pruned: { label: texts.pruned },
    best: { label: texts.best },
    time: { label: texts.time },
  });
  const picture = createParallelPicture();
  const table = createTrialTable();
  const reference = createReference(expectations);
  const forget = say(create('button', { type: 'button' }), texts.forget);
  let method: Method = 'bayesianSearch';

  const show = (result: search.SearchResult | null) => {
    const found = kept(method);
    const trials: readonly search.Trial[] = result?.trials ?? found?.state.trials ?? [];
    picture.show(result);
    table.show(result);
    figures.show({
      trials: outOf(trials.length, maxTrials[method]),
      pruned: `${trials.filter(({ state }) => state === 'pruned').length}`,
      best: typeof result?.best?.score === 'number' ? significant(errorOf(result.best.score)) : '–',
      time: durationText(found?.seconds ?? 0),
    });
  };
  const trialHook = (run: CellRun): Hooks['show']['trial'] => {
    const before = kept(method)?.seconds ?? 0;
    const begun = performance.now();
    return async (_, result) => {
      // First: a trial that Stop has cut short is not kept.
      await run.step(result.trials.length / maxTrials[method]);
      keep(method, { state: result.toJSON(), seconds: before + (performance.now() - begun) / 1000 });
      show(result);
    };
  };
  const bar = createPresets(texts.choose, presets, (preset) => {
    method = preset.method;
    show(null);
    cell.start();
  });
  const cell = createCell({
    file,
    settings: [bar, forget],
    provide: (run) => {
      const found = kept(method);
      const { setModel } = run.callback;
      const hooks: Hooks = {
        settings: { method, maxTrials: maxTrials[method] },
        numbers: data,
        saved: found ? JSON.stringify(found.state) : undefined,
        show: {
          training: [{ setModel }],
          trial: trialHook(run),
          result: ({ result, test }) => {
            show(result);
            reference.show({ [method]: testError(test) });
          },
        },
      };
      return { ...hooks };
    },
  });
  bar.chosen = presets.find((preset) => preset.method === method) ?? null;
  forget.addEventListener('click', () => {
    keep(method, null);
    show(null);
  });
  show(null);
  return {
    title: texts.title,
    story: [...texts.story, bar.element],
    settings: [create('div', { className: 'buttons' }, forget)],
    cell,
    pictures: [
      create('div', { className: 'charts' }, picture.element),
      figures.element,
      table.element,
      reference.element,
    ],
  };
}
