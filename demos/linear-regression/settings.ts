import { byId, create } from '../shared/dom.ts';
import { createField } from '../shared/field.ts';
import type { Settings } from './model.ts';
import { features } from './points.ts';
import { presets, settingsText } from './presets.ts';

/** The sliders and the tutorial's presets. */
export interface SettingsPanel {
  readonly value: Settings;
  disabled: boolean;
}

/** Fills the page's controls; `run` is called when a preset has been chosen. */
export function createSettings(run: () => void): SettingsPanel {
  const presetsHost = byId('presets', HTMLFieldSetElement);
  const fields = {
    learningRate: createField(byId('learning-rate', HTMLElement), {
      label: 'Learning rate',
      min: 0.0001,
      max: 100,
      value: 0.14,
      scale: 'log',
      integer: false,
    }),
    epochs: createField(byId('epochs', HTMLElement), {
      label: 'Epochs',
      min: 1,
      max: 1000,
      value: 70,
      scale: 'log',
    }),
    batchSize: createField(byId('batch-size', HTMLElement), {
      label: 'Batch size',
      min: 1,
      max: features.length,
      value: features.length,
    }),
  };
  const mark = (chosen: HTMLButtonElement | null) => {
    for (const button of presetsHost.querySelectorAll('button')) button.ariaPressed = `${button === chosen}`;
  };
  for (const preset of presets) {
    const button = create(
      'button',
      { type: 'button' },
      preset.name,
      create('small', {}, settingsText(preset)),
    );
    button.addEventListener('click', () => {
      fields.learningRate.value = preset.learningRate;
      fields.epochs.value = preset.epochs;
      fields.batchSize.value = preset.batchSize;
      byId('lesson', HTMLElement).textContent = preset.lesson;
      mark(button);
      run();
    });
    presetsHost.append(button);
  }
  for (const field of Object.values(fields)) field.onChange = () => mark(null);
  return {
    get value() {
      return {
        learningRate: fields.learningRate.value,
        epochs: fields.epochs.value,
        batchSize: fields.batchSize.value,
      };
    },
    get disabled() {
      return presetsHost.disabled;
    },
    set disabled(disabled) {
      presetsHost.disabled = disabled;
      for (const field of Object.values(fields)) field.disabled = disabled;
    },
  };
}
