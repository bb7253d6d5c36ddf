import { ArgumentError } from '../core/errors.ts';
import { isBatches } from './batches.ts';
import { type Dataset, readDataset } from './dataset.ts';
import { later } from './load-later.ts';
import type { Network } from './network.ts';
import type { Recipe } from './recipe.ts';
import type { BatchSource } from './sessions.ts';
import type { Batches, DataOf, FitOptions, LabelledData } from './types.ts';
import { requirePositiveInteger } from './validate.ts';

type ClassWeight = FitOptions['classWeight'];
type Labelled = readonly [x: DataOf, y: DataOf, sampleWeight?: DataOf];

/** Reads and checks what `fit`, `evaluate` and `trainOnBatch` are given, for one model. */
export class Reader {
  readonly #connectFor: (call: string, x: DataOf) => Promise<[network: Network, x: DataOf]>;
  readonly #recipe: Recipe;
  readonly #outputNames: readonly string[];

  constructor(
    connectFor: (call: string, x: DataOf) => Promise<[network: Network, x: DataOf]>,
    recipe: Recipe,
    outputNames: readonly string[],
  ) {
    this.#connectFor = connectFor;
    this.#recipe = recipe;
    this.#outputNames = outputNames;
  }

  async data(call: string, [x, y, sampleWeight]: Labelled, classWeight?: ClassWeight): Promise<Dataset> {
    const [{ inputNames, inputShapes, outputShapes }, examples] = await this.#connectFor(call, x);
    const read = await readDataset({
      call,
      x: examples,
      y,
      losses: this.#recipe.outputs.map(({ loss }) => loss),
      ports: { inputNames, inputShapes, outputShapes, outputNames: this.#outputNames },
    });
    const data = sampleWeight
      ? await (await later()).weighSamples(call, read, sampleWeight, this.#outputNames)
      : read;
    return this.#weigh(call, data, classWeight);
  }

  /** Looks at the first batch, which says what the others must be like. */
  async batches(
    call: string,
    batches: Batches,
    steps: number | undefined,
    classWeight?: ClassWeight,
  ): Promise<BatchSource> {
    if (steps !== undefined) requirePositiveInteger(call, 'the number of steps', steps);
    const read = (from: string, batch: LabelledData): Promise<Dataset> => this.data(from, batch, classWeight);
    const { openBatches } = await later();
    return openBatches(call, batches, steps ?? null, read);
  }

  async training(
    call: string,
    x: DataOf | Batches,
    y: DataOf | undefined,
    options: FitOptions,
  ): Promise<[train: Dataset | BatchSource, validation: Dataset | BatchSource | null]> {
    const { sampleWeight, classWeight, validationData, validationSplit = 0 } = options;
    if (isBatches(x)) {
      const source = await this.batches(call, x, options.stepsPerEpoch, classWeight);
      return [source, await this.#validation(call, options)];
    }
    const all = await this.data(call, [x, y as DataOf, sampleWeight]);
    const [train, rest] =
      validationData || validationSplit === 0
        ? [all, null]
        : (await later()).splitDataset(call, all, validationSplit);
    return [await this.#weigh(call, train, classWeight), rest ?? (await this.#validation(call, options))];
  }

  async #weigh(call: string, data: Dataset, classWeight: ClassWeight): Promise<Dataset> {
    if (!classWeight) return data;
    const { weighClasses } = await later();
    return weighClasses(call, data, classWeight);
  }

  async #validation(
    call: string,
    { validationData, validationSteps }: FitOptions,
  ): Promise<Dataset | BatchSource | null> {
    const from = `${call} (validationData)`;
    if (!validationData) return null;
    if (isBatches(validationData)) return this.batches(from, validationData, validationSteps);
    return this.data(from, validationData);
  }
}

/** Refuses options that mean nothing for this kind of data. */
export function requireSuitable(call: string, options: object, yielded: boolean): void {
  const foreign = yielded
    ? ['batchSize', 'shuffle', 'validationSplit', 'sampleWeight']
    : ['stepsPerEpoch', 'steps'];
  const found = foreign.find((name) => (options as Record<string, unknown>)[name] !== undefined);
  if (!found) return;
  throw new ArgumentError(
    yielded
      ? `${call}: ${found} does not go with batches to iterate over. Yield [x, y, sampleWeight] in the size and order you want.`
      : `${call}: ${found} goes with batches to iterate over, not with arrays.`,
  );
}
