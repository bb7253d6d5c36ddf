import { create } from '../dom.ts';
import { say, type Text, type Words } from '../language.ts';

export interface Preset {
  readonly name: Text;
  /** The settings, in a few characters. */
  readonly note: Words;
  /** What to look at. */
  readonly lesson: Text;
}

export interface PresetBar<P extends Preset> {
  readonly element: HTMLElement;
  disabled: boolean;
  /** The one whose settings are in force, or null after a change by hand. */
  chosen: P | null;
}

/** A row of settings worth trying; `choose` is called when the reader takes one. */
export function createPresets<P extends Preset>(
  legend: Words,
  presets: readonly P[],
  choose: (preset: P) => void,
): PresetBar<P> {
  const lesson = create('p', { className: 'small lesson' });
  const fieldset = create('fieldset', { className: 'presets' }, say(create('legend'), legend));
  let chosen: P | null = null;
  const buttons = presets.map((preset) => {
    const button = create(
      'button',
      { type: 'button', ariaPressed: 'false' },
      say(create('span'), preset.name),
      say(create('small'), preset.note),
    );
    button.addEventListener('click', () => {
      bar.chosen = preset;
      choose(preset);
    });
    return button;
  });
  fieldset.append(...buttons);
  const bar: PresetBar<P> = {
    element: create('div', {}, fieldset, lesson),
    get disabled() {
      return fieldset.disabled;
    },
    set disabled(disabled) {
      fieldset.disabled = disabled;
    },
    get chosen() {
      return chosen;
    },
    set chosen(preset) {
      chosen = preset;
      say(lesson, preset?.lesson ?? '');
      buttons.forEach((button, i) => {
        button.ariaPressed = `${presets[i] === preset}`;
      });
    },
  };
  return bar;
}
