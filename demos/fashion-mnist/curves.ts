import type { Callback } from '../../src/index.ts';
import { chartHost, createChart } from '../shared/chart.ts';
import { createCurves } from '../shared/curves.ts';
import { percent } from '../shared/format.ts';
import { common } from './texts.ts';

export interface HistoryCharts {
  readonly accuracy: HTMLElement;
  readonly loss: HTMLElement;
  /** Empties the charts; the callback draws one training. */
  follow(): Callback;
}

/** Accuracy and loss over the epochs, of training and validation. */
export function createHistoryCharts(): HistoryCharts {
  const series = [
    { label: common.training, color: '--blue' },
    { label: common.validation, color: '--orange' },
  ];
  const accuracy = createChart(chartHost(), {
    title: common.accuracy,
    x: { label: common.epoch, whole: true },
    y: { label: common.accuracyAxis, format: percent, tick: (share) => percent(share, 0) },
    series,
    empty: common.empty,
  });
  const loss = createChart(chartHost(), {
    title: common.loss,
    x: { label: common.epoch, whole: true },
    y: { label: common.lossAxis },
    series,
    empty: common.empty,
  });
  return {
    accuracy: accuracy.element,
    loss: loss.element,
    follow: () => {
      const curves = createCurves();
      for (const chart of [accuracy, loss]) chart.update([], [[], []]);
      return {
        onProgress: (progress) => {
          const at = curves(progress);
          accuracy.update(at.epochs, at.accuracy, at.end);
          loss.update(at.epochs, at.loss, at.end);
        },
      };
    },
  };
}
