/** The settings that the tutorial tries one after the other, and what each of them shows. */
export interface Preset {
  readonly name: string;
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly lesson: string;
}

export const presets: readonly Preset[] = [
  {
    name: 'Too short',
    learningRate: 0.01,
    epochs: 10,
    batchSize: 12,
    lesson: 'Ten small steps: the error falls, but the line has hardly begun to move towards the points.',
  },
  {
    name: 'Patient',
    learningRate: 0.01,
    epochs: 450,
    batchSize: 12,
    lesson: 'The same small steps, 450 of them: the curve flattens out. The model has converged, slowly.',
  },
  {
    name: 'Too fast',
    learningRate: 100,
    epochs: 450,
    batchSize: 12,
    lesson: 'Every step jumps across the valley: the error swings, then stays large. It never converges.',
  },
  {
    name: 'Just right',
    learningRate: 0.14,
    epochs: 70,
    batchSize: 12,
    lesson: 'A well-chosen rate reaches the same line as the patient run, in a sixth of the steps.',
  },
  {
    name: 'One by one',
    learningRate: 0.05,
    epochs: 125,
    batchSize: 1,
    lesson: 'A step after every single point, twelve to an epoch: quick, and a little restless at the end.',
  },
];

/** `0.14 × 70`, as the tutorial writes a run: learning rate times epochs. */
export const settingsText = ({ learningRate, epochs, batchSize }: Preset): string =>
  `${learningRate} × ${epochs}${batchSize === 12 ? '' : `, batch size ${batchSize}`}`;
