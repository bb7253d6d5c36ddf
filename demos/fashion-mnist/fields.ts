import { createField, type Field, fieldHost } from '../shared/field.ts';
import type { Settings } from './classify.ts';
import { common } from './texts.ts';

export interface SettingFields {
  readonly all: readonly Field[];
  readonly elements: HTMLElement[];
  /** What the reader has set. */
  values(): Settings;
}

/** Learning rate, epochs and batch size of a training. */
export function createSettingFields(defaults: Settings): SettingFields {
  const learningRate = createField(fieldHost(), {
    label: common.learningRate,
    min: 0.0001,
    max: 10,
    value: defaults.learningRate,
    scale: 'log',
    integer: false,
  });
  const epochs = createField(fieldHost(), {
    label: common.epochs,
    min: 1,
    max: 100,
    value: defaults.epochs,
    scale: 'log',
  });
  const batchSize = createField(fieldHost(), {
    label: common.batchSize,
    min: 1,
    max: 1024,
    value: defaults.batchSize,
    scale: 'log',
    hint: common.batchHint,
  });
  const all = [learningRate, epochs, batchSize];
  return {
    all,
    elements: all.map(({ element }) => element),
    values: () => ({
      learningRate: learningRate.value,
      epochs: epochs.value,
      batchSize: batchSize.value,
    }),
  };
}
