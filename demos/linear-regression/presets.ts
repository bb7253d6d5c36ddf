import type { Text, Words } from '../shared/language.ts';
import type { Preset } from '../shared/tutorial/presets.ts';
import type { Expectations } from '../shared/tutorial/reference.ts';
import type { Settings } from './hooks.ts';
import { texts } from './texts.ts';

/** The runs of the tutorial, one after the other. */
export const runs = {
  short: { learningRate: 0.01, epochs: 10, batchSize: 12 },
  patient: { learningRate: 0.01, epochs: 450, batchSize: 12 },
  fast: { learningRate: 100, epochs: 450, batchSize: 12 },
  right: { learningRate: 0.14, epochs: 70, batchSize: 12 },
  single: { learningRate: 0.05, epochs: 125, batchSize: 1 },
} satisfies Record<string, Settings>;

export type Run = keyof typeof runs;

/** `0.14 × 70`, as the tutorial writes a run: learning rate times epochs. */
function settingsText({ learningRate, epochs, batchSize }: Settings): Words {
  const text = `${learningRate} × ${epochs}`;
  return batchSize === 12
    ? text
    : { en: `${text}, batch size ${batchSize}`, ko: `${text}, 배치 ${batchSize}` };
}

export interface RunPreset extends Preset {
  readonly run: Run;
}

const names = Object.keys(runs) as Run[];

export const presets: readonly RunPreset[] = names.map((run) => ({
  run,
  ...texts.presets[run],
  note: settingsText(runs[run]),
}));

/** The run of the tutorial that has these settings. */
export const runOf = (settings: Settings): Run | undefined =>
  names.find((run) => {
    const { learningRate, epochs, batchSize } = runs[run];
    return (
      settings.learningRate === learningRate && settings.epochs === epochs && settings.batchSize === batchSize
    );
  });

const label = (run: Run, figure: Text): Text => ({
  en: `${texts.presets[run].name.en}: ${figure.en}`,
  ko: `${texts.presets[run].name.ko}: ${figure.ko}`,
});
const rmse = (run: Run) => label(run, { en: 'RMSE', ko: 'RMSE' });

/** The RMSE of the line that a run arrives at, and in one case its slope. The runs start from a random slope. */
export const expectations = {
  short: { label: rmse('short'), from: 7.5 },
  patient: { label: rmse('patient'), from: 0.93, to: 1.75 },
  fast: { label: rmse('fast'), from: 412, to: 413.6, format: (value) => value.toFixed(1) },
  right: { label: rmse('right'), from: 0.93, to: 1.2 },
  single: { label: rmse('single'), from: 0.93, to: 1.2 },
  singleSlope: { label: label('single', texts.slope), from: 2.8, to: 3.1 },
} satisfies Expectations;
