import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { Tensor } from '../graph/tensor.ts';
import { packVariables, type Variable } from '../graph/variable.ts';
import { isSumMetric } from '../metrics/metric.ts';
import { ratio, sumShapes } from '../metrics/sums.ts';
import { zeros } from '../ops/creation.ts';
import type { Feed } from './feed.ts';
import type { StepResult } from './measure.ts';
import type { Figure, Recipe } from './recipe.ts';
import type { TrainingState } from './training-state.ts';

/** Running sums of the loss and the other figures over an epoch, on the GPU. */
export class Totals {
  /** Loss first, then the figures of the recipe. */
  readonly #sums: readonly Readonly<Record<string, Variable>>[];
  /** Rows so far, as a float. */
  readonly #rows: Variable;
  /** For each output the sum of their weights; null where no metric asks for it. */
  readonly #weights: readonly (Variable | null)[];
  /** The same without sample and class weights, for outputs with masked steps. */
  readonly #unmasked: readonly (Variable | null)[];
  readonly #recipe: Recipe;

  constructor(label: string, { recipe, network }: TrainingState, { noLabels }: Pick<Feed, 'noLabels'>) {
    this.#recipe = recipe;
    const { figures, outputs } = recipe;
    const { masked } = network;
    const [plain, asked] = [false, true].map((isWeighted) =>
      outputs.map((_, k) =>
        figures.some(({ metric, weighted, output }) => metric && weighted === isWeighted && output === k),
      ),
    );
    const unmasked = plain.map((isPlain, k) => isPlain && masked[k]);
    const shapes = figures.map(({ metric, output }) =>
      metric && isSumMetric(metric)
        ? sumShapes(metric, noLabels[output], zeros([1, ...network.outputShapes[output]]))
        : { total: [] },
    );
    const all = [{ total: [] }, ...shapes];
    const specs = all.flatMap((sums, k) =>
      Object.entries(sums).map(([sum, shape]) => ({
        name: `${label}/${k === 0 ? 'loss' : figures[k - 1].name}/${sum}`,
        shape,
      })),
    );
    const counts = [...asked, ...unmasked].flatMap((isAsked, k) =>
      isAsked ? [{ name: `${label}/weight ${k}`, shape: [] }] : [],
    );
    const { parts } = packVariables(label, [{ name: `${label}/rows`, shape: [] }, ...specs, ...counts]);
    const next = parts.values();
    const take = (): Variable => next.next().value as Variable;
    this.#rows = take();
    this.#sums = all.map((sums) => Object.fromEntries(Object.keys(sums).map((sum) => [sum, take()])));
    this.#weights = asked.map((isAsked) => (isAsked ? take() : null));
    this.#unmasked = unmasked.map((isAsked) => (isAsked ? take() : null));
  }

  reset(): void {
    const sums = this.#sums.flatMap((each) => Object.values(each));
    for (const variable of [this.#rows, ...sums, ...this.#weights, ...this.#unmasked]) variable?.assign(0);
  }

  add({ sums, rows, weights, unmasked }: StepResult): void {
    for (const [k, figure] of sums.entries()) {
      for (const [name, sum] of Object.entries(figure)) this.#sums[k][name].assignAdd(sum);
    }
    this.#rows.assignAdd(rows);
    for (const [k, weight] of weights.entries()) this.#weights[k]?.assignAdd(weight);
    for (const [k, share] of unmasked.entries()) if (share) this.#unmasked[k]?.assignAdd(share);
  }

  /** The loss and the figures: from the running sums, or from one step that is all there is. */
  results(step?: StepResult): Tensor[] {
    const { sums, rows, weights, unmasked } = step ?? {
      sums: this.#sums,
      rows: this.#rows,
      weights: this.#weights,
      unmasked: this.#unmasked,
    };
    const [loss, ...others] = sums;
    const figures = this.#recipe.figures.map((figure, k) => {
      const { metric, weighted, output } = figure;
      if (metric && isSumMetric(metric)) return number(figure, metric.result(others[k]));
      // A loss is averaged over rows even where they have weights, as in Keras.
      const weight = metric && (weighted ? weights : unmasked)[output];
      const { total } = others[k];
      const mean = weight ? ratio(total, weight) : total.div(rows);
      return metric?.finish ? metric.finish(mean) : mean;
    });
    return [loss.total.div(rows), ...figures];
  }

  dispose(): void {
    this.#rows.arena.storage?.dispose();
  }
}

function number({ name }: Figure, result: Tensor): Tensor {
  if (result.size === 1) return result.reshape([]);
  throw new ShapeError(
    `model.compile: metric '${name}' gives figures of shape ${shapeText(result.shape)}, and fit reports single ` +
      'numbers. Choose options that give one, or use it with gl.metrics.accumulate.',
  );
}
