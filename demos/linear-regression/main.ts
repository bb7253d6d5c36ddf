import type { Callback } from '../../src/index.ts';
import { countDispatches } from '../shared/dispatches.ts';
import { create } from '../shared/dom.ts';
import { createField, fieldHost } from '../shared/field.ts';
import { significant } from '../shared/format.ts';
import { say } from '../shared/language.ts';
import { type CellRun, createCell } from '../shared/tutorial/cell-view.ts';
import { createFigures } from '../shared/tutorial/figures.ts';
import { createLesson, createPage } from '../shared/tutorial/page.ts';
import { createPresets } from '../shared/tutorial/presets.ts';
import { createReference } from '../shared/tutorial/reference.ts';
import file from './cells/fit.js?raw';
import { curveChart, fitChart } from './charts.ts';
import type { Hooks, Result } from './hooks.ts';
import { inSlowMotion, live } from './live.ts';
import { features, type Line, labels, leastSquares, lineError } from './points.ts';
import { expectations, presets, runOf, runs } from './presets.ts';
import { best as bestText, texts } from './texts.ts';

const page = createPage(texts);
const best = leastSquares(features, labels);
const fit = fitChart(best);
const curve = curveChart();
const dispatches = countDispatches();
const figures = createFigures({
  slope: { label: texts.slope, note: bestText(significant(best.slope)) },
  intercept: { label: texts.intercept, note: bestText(significant(best.intercept)) },
  rmse: { label: 'RMSE', note: bestText(significant(lineError(best, features, labels))) },
  dispatches: { label: texts.dispatches, note: texts.commands },
});
const reference = createReference(expectations);

const field = (label: keyof typeof texts & ('learningRate' | 'epochs' | 'batchSize'), max: number, min = 1) =>
  createField(fieldHost(), {
    label: texts[label],
    min,
    max,
    value: runs.right[label],
    integer: min === 1,
    scale: label === 'batchSize' ? 'linear' : 'log',
    hint: label === 'batchSize' ? texts.batchHint : undefined,
  });
const fields = {
  learningRate: field('learningRate', 100, 0.0001),
  epochs: field('epochs', 1000),
  batchSize: field('batchSize', features.length),
};
const settingsNow = () => ({
  learningRate: fields.learningRate.value,
  epochs: fields.epochs.value,
  batchSize: fields.batchSize.value,
});
const slowly = create('input', { type: 'checkbox', checked: true });
const bar = createPresets(texts.runs, presets, ({ run }) => {
  fields.learningRate.value = runs[run].learningRate;
  fields.epochs.value = runs[run].epochs;
  fields.batchSize.value = runs[run].batchSize;
  cell.start();
});
for (const each of Object.values(fields)) {
  each.onChange = () => {
    bar.chosen = null;
  };
}

function showLine(line: Line): void {
  fit.show(line);
  figures.show({
    slope: significant(line.slope),
    intercept: significant(line.intercept),
    rmse: significant(lineError(line, features, labels)),
  });
}

const showCurve = (errors: readonly number[] = [], end?: number) =>
  curve.update(
    errors.map((_, i) => i + 1),
    [[...errors]],
    end,
  );

function showResult({ slope, intercept, rmse, history }: Result): void {
  showLine({ slope, intercept });
  showCurve(history.rootMeanSquaredError);
  const run = runOf(settingsNow());
  if (run) reference.show({ [run]: rmse, ...(run === 'single' && { singleSlope: slope }) });
}

function follow(run: CellRun): Callback[] {
  const epochs = fields.epochs.value;
  const draw = (line: Line, errors: readonly number[]) => {
    showLine(line);
    showCurve(errors, epochs);
  };
  dispatches.count = 0;
  const report: Callback = {
    ...run.callback,
    onProgress: (progress) => {
      // In slow motion the time of a step says nothing.
      run.callback.onProgress?.(slowly.checked ? { ...progress, millisecondsPerStep: Number.NaN } : progress);
      figures.show({ dispatches: (dispatches.count / progress.stepsDone).toFixed(1) });
    },
  };
  return [report, slowly.checked ? inSlowMotion(epochs, () => run.stopped, draw) : live(draw)];
}

const cell = createCell({
  file,
  settings: [...Object.values(fields), slowly, bar],
  provide: (run): Readonly<Hooks> & Record<string, unknown> => ({
    settings: settingsNow(),
    points: { features, labels },
    show: { training: follow(run), result: showResult },
  }),
});
page.main.append(
  createLesson({
    story: [bar.element],
    settings: [
      ...Object.values(fields).map(({ element }) => element),
      create('label', { className: 'check' }, slowly, say(create('span'), texts.slowly)),
    ],
    cell,
    pictures: [
      create('div', { className: 'charts' }, fit.element, curve.element),
      figures.element,
      reference.element,
    ],
  }),
);
await page.open([cell]);
