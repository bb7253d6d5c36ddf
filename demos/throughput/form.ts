import { type Training, tooLargeForSoftware } from '../../bench/workloads/index.ts';
import { create } from '../shared/dom.ts';
import { createField, fieldHost } from '../shared/field.ts';
import { integer } from '../shared/format.ts';
import { say, type Words } from '../shared/language.ts';
import { createPresets } from '../shared/tutorial/presets.ts';
import { engineChoices } from './engine-choices.ts';
import { type ModelChoice, modelChoices, trainingsOf } from './model-choices.ts';
import { form as texts } from './texts.ts';

export interface Choices {
  readonly model: ModelChoice;
  readonly workloads: readonly Training[];
  readonly engines: readonly string[];
  readonly rounds: number;
  /** Milliseconds. */
  readonly block: number;
}

export interface Form {
  /** What the reader sets, from top to bottom. */
  readonly elements: readonly HTMLElement[];
  disabled: boolean;
  readonly choices: Choices;
  /** Batch sizes that a CPU would be slow with are no longer chosen, and say so. */
  softwareAdapter(): void;
}

/** A box to tick, with words and what else there is to say below them. */
function checkBox(words: Words, checked: boolean, ...below: HTMLElement[]) {
  const box = create('input', { type: 'checkbox', checked });
  return { box, label: create('label', { className: 'check' }, box, say(create('span'), words), ...below) };
}

const fieldset = (legend: Words, className: string) =>
  create('fieldset', { className }, say(create('legend'), legend));

export function createForm(): Form {
  const sizes = fieldset(texts.batchSizes, 'choices sizes');
  let boxes: (ReturnType<typeof checkBox> & { readonly workload: Training })[] = [];
  let software = false;
  const isSlow = (workload: Training) => software && tooLargeForSoftware(workload) !== null;
  const offerSizes = (choice: ModelChoice) => {
    boxes = trainingsOf(choice).map((workload) => {
      return { workload, ...checkBox(integer(workload.batchSize), !isSlow(workload)) };
    });
    const note = say(create('small'), texts.tooLarge);
    note.hidden = !boxes.some(({ workload }) => isSlow(workload));
    sizes.replaceChildren(sizes.children[0], ...boxes.map(({ label }) => label), note);
  };
  const models = createPresets(texts.model, modelChoices, offerSizes);
  const [model] = modelChoices;
  models.chosen = model;
  offerSizes(model);

  const engines = fieldset(texts.engines, 'choices engines');
  const engineBoxes = engineChoices.map(({ name, title, note }, k) => {
    const { box, label } = checkBox(title, k === 0, say(create('small', { className: 'below' }), note));
    engines.append(label);
    return { name, box };
  });

  engines.append(say(create('small'), texts.enginesHint));

  const rounds = createField(fieldHost(), {
    label: texts.rounds,
    hint: texts.roundsHint,
    min: 1,
    max: 20,
    value: 5,
  });
  const block = createField(fieldHost(), {
    label: texts.block,
    min: 20,
    max: 5000,
    value: 300,
    scale: 'log',
  });
  const parts = [models, sizes, engines, rounds, block];
  return {
    elements: [models.element, sizes, engines, rounds.element, block.element],
    get disabled() {
      return rounds.disabled;
    },
    set disabled(disabled) {
      for (const part of parts) part.disabled = disabled;
    },
    get choices() {
      return {
        model: models.chosen ?? model,
        workloads: boxes.filter(({ box }) => box.checked).map(({ workload }) => workload),
        engines: engineBoxes.filter(({ box }) => box.checked).map(({ name }) => name),
        rounds: rounds.value,
        block: block.value,
      };
    },
    softwareAdapter: () => {
      software = true;
      offerSizes(models.chosen ?? model);
    },
  };
}
