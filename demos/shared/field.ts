import { create } from './dom.ts';
import { say, sayAttribute, type Words } from './language.ts';

export interface FieldOptions {
  readonly label: Words;
  /** Words below the slider. */
  readonly hint?: Words;
  readonly min: number;
  readonly max: number;
  readonly value: number;
  /** `log` gives every power of ten the same length of slider. Default `linear`. */
  readonly scale?: 'linear' | 'log';
  /** Whole numbers only. Default true. */
  readonly integer?: boolean;
}

/** A slider and a number box that show the same value. */
export interface Field {
  /** Where it was built. */
  readonly element: HTMLElement;
  value: number;
  disabled: boolean;
  /** Called when the user (not the program) has changed the value. */
  onChange: (value: number) => void;
}

const SLIDER_STEPS = 1000;
let count = 0;

/** Maps between a value and its share (0..1) of the slider, and rounds values to what the field can hold. */
export function fieldScale({ min, max, scale = 'linear', integer = true }: FieldOptions) {
  const [low, high] = scale === 'log' ? [Math.log(min), Math.log(max)] : [min, max];
  const clamp = (value: number) => Math.min(max, Math.max(min, integer ? Math.round(value) : value));
  return {
    clamp,
    toShare: (value: number) => ((scale === 'log' ? Math.log(value) : value) - low) / (high - low),
    // Two significant digits: a slider cannot be set more finely, and 0.0316 is a nicer number than 0.03162278.
    fromShare: (share: number) => {
      const raw = low + share * (high - low);
      if (scale === 'linear' && integer) return clamp(raw);
      return clamp(Number((scale === 'log' ? Math.exp(raw) : raw).toPrecision(2)));
    },
  };
}

/** A place for a field, where the page has none in its HTML. */
export const fieldHost = (): HTMLElement => create('div', { className: 'field' });

/** Builds the field inside `host`, of class `field`. A number outside of the limits is moved to the nearest limit. */
export function createField(host: HTMLElement, options: FieldOptions): Field {
  const { label, hint, min, max, integer = true } = options;
  const { clamp, toShare, fromShare } = fieldScale(options);
  const id = `field-${++count}`;
  const slider = create('input', { type: 'range', min: '0', max: `${SLIDER_STEPS}`, step: '1' });
  const box = create('input', {
    type: 'number',
    id,
    min: `${min}`,
    max: `${max}`,
    step: integer ? '1' : 'any',
  });
  sayAttribute(slider, 'aria-label', label);
  host.prepend(say(create('label', { htmlFor: id }), label), box, slider);
  if (hint !== undefined) host.append(say(create('p', { className: 'hint' }), hint));

  let current = options.value;
  const paintSlider = () => {
    const share = toShare(current);
    slider.value = `${Math.round(share * SLIDER_STEPS)}`;
    slider.style.setProperty('--filled', `${100 * share}%`);
    slider.setAttribute('aria-valuetext', `${current}`);
  };
  const field: Field = {
    element: host,
    get value() {
      return current;
    },
    set value(value) {
      current = clamp(value);
      box.value = `${current}`;
      paintSlider();
    },
    get disabled() {
      return box.disabled;
    },
    set disabled(disabled) {
      box.disabled = disabled;
      slider.disabled = disabled;
    },
    onChange: () => {},
  };
  slider.addEventListener('input', () => {
    field.value = fromShare(Number(slider.value) / SLIDER_STEPS);
    field.onChange(current);
  });
  box.addEventListener('change', () => {
    field.value = box.value === '' || Number.isNaN(box.valueAsNumber) ? current : box.valueAsNumber;
    field.onChange(current);
  });
  field.value = options.value;
  return field;
}
