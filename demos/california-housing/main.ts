import type { Callback } from '../../src/index.ts';
import { chartHost, createChart } from '../shared/chart.ts';
import { create } from '../shared/dom.ts';
import { createField, fieldHost } from '../shared/field.ts';
import { significant } from '../shared/format.ts';
import { say } from '../shared/language.ts';
import { createStatus } from '../shared/status.ts';
import { createCell } from '../shared/tutorial/cell-view.ts';
import { createFigures } from '../shared/tutorial/figures.ts';
import { createLesson, createPage } from '../shared/tutorial/page.ts';
import { createPresets } from '../shared/tutorial/presets.ts';
import { createReference } from '../shared/tutorial/reference.ts';
import file from './cells/regress.js?raw';
import { loadHousing } from './data.ts';
import { createDistrictTable, dollars } from './districts.ts';
import { expectations, type Hooks, type Result, runs } from './hooks.ts';
import { createMaps } from './map.ts';
import { texts } from './texts.ts';

/** More points would only cover each other. */
const scattered = 1000;

const page = createPage(texts);
const curve = createChart(chartHost(), {
  title: texts.curve,
  x: { label: texts.epoch, whole: true },
  // One extreme district can send the first epochs far above: they are off the chart.
  y: { label: texts.loss, range: [0.2, 1.2] },
  series: [
    { label: texts.training, color: '--blue' },
    { label: texts.validation, color: '--orange' },
  ],
  empty: texts.empty,
});
const scatter = createChart(chartHost(), {
  title: texts.scatter,
  x: { label: texts.truth, range: [0, 5.2] },
  y: { label: texts.told, range: [0, 6] },
  empty: texts.empty,
  series: [
    { label: texts.districts, color: '--blue', style: 'points', size: 3 },
    { label: texts.right, color: '--ink-soft', style: 'dashed' },
  ],
  values: false,
});
const figures = createFigures({
  mse: { label: texts.mse },
  typical: { label: texts.typical, note: texts.typicalNote },
});
const maps = createMaps();
const table = createDistrictTable();
const reference = createReference(expectations);

const fields = {
  learningRate: createField(fieldHost(), {
    label: texts.learningRate,
    min: 0.0001,
    max: 1,
    value: runs.tutorial.learningRate,
    scale: 'log',
    integer: false,
  }),
  epochs: createField(fieldHost(), { label: texts.epochs, min: 1, max: 100, value: runs.tutorial.epochs }),
  batchSize: createField(fieldHost(), {
    label: texts.batchSize,
    min: 8,
    max: 1024,
    value: runs.tutorial.batchSize,
    scale: 'log',
  }),
};
// Once there is something to run it on.
let start = () => {};
const presets = (['tutorial', 'divergent'] as const).map((run) => ({
  run,
  ...texts.presets[run],
  note: `${runs[run].learningRate} × ${runs[run].epochs}`,
}));
const bar = createPresets(texts.runs, presets, ({ run }) => {
  fields.learningRate.value = runs[run].learningRate;
  fields.epochs.value = runs[run].epochs;
  fields.batchSize.value = runs[run].batchSize;
  start();
});
bar.chosen = presets[0];
for (const field of Object.values(fields)) {
  field.onChange = () => {
    bar.chosen = null;
  };
}

function showCurve({ loss = [], valLoss = [] }: Result['history'], end?: number): void {
  const epochs = loss.map((_, i) => i + 1);
  curve.update(epochs, [[...loss], epochs.map((_, i) => valLoss[i] ?? null)], end);
}

function showResult(result: Result): void {
  const { mse, y, prices } = result;
  showCurve(result.history);
  figures.show({ mse: significant(mse), typical: dollars(Math.sqrt(mse)) });
  const rows = [...Array(Math.min(scattered, prices.length)).keys()].sort((a, b) => y.data[a] - y.data[b]);
  const truths = rows.map((row) => y.data[row]);
  scatter.update(truths, [rows.map((row) => prices[row]), truths]);
  maps.show(result);
  table.show(result);
  if (bar.chosen?.run === 'tutorial') reference.show({ mse });
}

function open(housing: Hooks['housing']): void {
  const cell = createCell({
    file,
    settings: [...Object.values(fields), bar],
    provide: (run) => {
      const epochs = fields.epochs.value;
      const draw: Callback = { onProgress: ({ history }) => showCurve(history, epochs) };
      const hooks: Hooks = {
        settings: { learningRate: fields.learningRate.value, epochs, batchSize: fields.batchSize.value },
        housing,
        show: { training: [run.callback, draw], result: showResult },
      };
      return { ...hooks };
    },
  });
  start = cell.start;
  page.main.replaceChildren(
    createLesson({
      story: [texts.story, bar.element],
      settings: Object.values(fields).map(({ element }) => element),
      cell,
      pictures: [
        create('div', { className: 'charts' }, curve.element, scatter.element),
        figures.element,
        reference.element,
        maps.element,
        table.element,
      ],
    }),
  );
  void page.open([cell]);
}

try {
  page.main.append(say(create('p', { className: 'small', role: 'status' }), texts.loading));
  open(await loadHousing());
} catch (error) {
  const host = create('div', { role: 'status' });
  page.main.replaceChildren(host);
  createStatus(host).error(error);
}
