import { chartHost, createChart } from '../shared/chart.ts';
import { createCurves } from '../shared/curves.ts';
import { create } from '../shared/dom.ts';
import { createField, type FieldOptions, fieldHost } from '../shared/field.ts';
import { percent } from '../shared/format.ts';
import { say } from '../shared/language.ts';
import { createStatus } from '../shared/status.ts';
import { createCell } from '../shared/tutorial/cell-view.ts';
import { createLesson, createPage } from '../shared/tutorial/page.ts';
import { createReference } from '../shared/tutorial/reference.ts';
import file from './cells/classify.js?raw';
import { loadWines, splitWines, type WineData } from './data.ts';
import { defaults, expectations, figuresOf } from './expectations.ts';
import { type Hooks, partOf } from './hooks.ts';
import { createResults } from './results.ts';
import { source, texts } from './texts.ts';

const page = createPage(texts);
const series = [
  { label: texts.training, color: '--blue' },
  { label: texts.validation, color: '--orange' },
];
const accuracy = createChart(chartHost(), {
  title: texts.accuracy,
  x: { label: texts.epoch, whole: true },
  y: { label: texts.accuracyAxis, format: percent, tick: (share) => percent(share, 0) },
  series,
  empty: texts.accuracyEmpty,
});
const loss = createChart(chartHost(), {
  title: texts.loss,
  x: { label: texts.epoch, whole: true },
  y: { label: texts.lossAxis },
  series,
  empty: texts.lossEmpty,
});
const field = (name: keyof typeof defaults, options: Omit<FieldOptions, 'label' | 'value'>) =>
  createField(fieldHost(), { label: texts[name], value: defaults[name], ...options });
const fields = {
  learningRate: field('learningRate', { min: 1e-5, max: 0.1, scale: 'log', integer: false }),
  epochs: field('epochs', { min: 1, max: 1000, scale: 'log' }),
  batchSize: field('batchSize', { min: 8, max: 1007, scale: 'log', hint: texts.batchHint }),
  dropout: field('dropout', { min: 0, max: 0.9, integer: false, hint: texts.dropoutHint }),
};
fields.learningRate.element.classList.add('wide');

function networkPanel() {
  const summary = say(create('pre'), texts.networkEmpty);
  const element = create(
    'section',
    { className: 'panel network' },
    say(create('h2'), texts.network),
    say(create('p', { className: 'small' }), texts.networkText),
    summary,
  );
  return { element, show: (text: string) => void say(summary, text) };
}

function open({ train, test }: WineData): void {
  const validation = Math.ceil(train.count * 0.1);
  const wines = { train: partOf(train), test: partOf(test) };
  const results = createResults(test.qualities);
  const reference = createReference(expectations);
  const network = networkPanel();
  const cell = createCell({
    file,
    settings: Object.values(fields),
    provide: (run) => {
      const curves = createCurves();
      const lines: string[] = [];
      const hooks: Hooks = {
        settings: {
          learningRate: fields.learningRate.value,
          epochs: fields.epochs.value,
          batchSize: fields.batchSize.value,
          dropout: fields.dropout.value,
        },
        wines,
        show: {
          line: (text) => {
            lines.push(text);
            network.show(lines.join('\n'));
          },
          training: [
            run.callback,
            {
              onProgress: (progress) => {
                const at = curves(progress);
                loss.update(at.epochs, at.loss, at.end);
                accuracy.update(at.epochs, at.accuracy, at.end);
              },
            },
          ],
          result: (result) => {
            results.show(Array.from(result.predicted));
            reference.show(figuresOf(result, test.qualities));
          },
        },
      };
      results.show(null);
      for (const chart of [loss, accuracy]) chart.update([], [[], []]);
      return { ...hooks };
    },
  });
  page.main.append(
    createLesson({
      story: [source(train.count - validation, validation, test.count)],
      settings: Object.values(fields).map(({ element }) => element),
      cell,
      pictures: [
        create('div', { className: 'charts' }, accuracy.element, loss.element),
        reference.element,
        results.element,
        network.element,
      ],
    }),
  );
  void page.open([cell]);
}

try {
  open(splitWines(await loadWines()));
} catch (error) {
  const host = create('div', { role: 'status' });
  page.main.append(host);
  createStatus(host).error(error);
}
