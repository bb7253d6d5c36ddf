import type { Tensor } from '../graph/tensor.ts';
import { packVariables, type Variable } from '../graph/variable.ts';
import type { StepResult } from './measure.ts';
import type { Recipe } from './recipe.ts';

/** Running sums of the loss and the other figures over an epoch, on the GPU. */
export class Totals {
  /** Loss first, then the figures of the recipe. */
  readonly #sums: readonly Variable[];
  /** Rows so far, as a float. */
  readonly #rows: Variable;
  /** For each output the sum of their weights; null where no metric asks for it. */
  readonly #weights: readonly (Variable | null)[];
  readonly #recipe: Recipe;

  constructor(label: string, recipe: Recipe) {
    this.#recipe = recipe;
    const { figures, outputs } = recipe;
    const asked = outputs.map((_, k) =>
      figures.some(({ metric, weighted, output }) => metric && weighted && output === k),
    );
    const weightNames = asked.flatMap((isAsked, k) => (isAsked ? [`weight ${k}`] : []));
    const names = ['rows', 'loss', ...figures.map(({ name }) => name), ...weightNames];
    const specs = names.map((name) => ({ name: `${label}/${name}`, shape: [] }));
    const { parts } = packVariables(label, specs);
    this.#rows = parts[0];
    this.#sums = parts.slice(1, figures.length + 2);
    const rest = parts.slice(figures.length + 2);
    this.#weights = asked.map((isAsked) => (isAsked ? (rest.shift() as Variable) : null));
  }

  reset(): void {
    for (const variable of [this.#rows, ...this.#sums, ...this.#weights]) variable?.assign(0);
  }

  add({ sums, rows, weights }: StepResult): void {
    for (const [k, sum] of sums.entries()) this.#sums[k].assignAdd(sum);
    this.#rows.assignAdd(rows);
    for (const [k, weight] of weights.entries()) this.#weights[k]?.assignAdd(weight);
  }

  /** The loss and the figures: from the running sums, or from one step that is all there is. */
  results(step?: StepResult): Tensor[] {
    const { sums, rows, weights } = step ?? { sums: this.#sums, rows: this.#rows, weights: this.#weights };
    const [loss, ...others] = sums;
    const figures = this.#recipe.figures.map(({ metric, weighted, output }, k) => {
      // A loss is averaged over rows even where they have weights, as in Keras.
      const mean = others[k].div((metric && weighted && weights[output]) || rows);
      return metric?.finish ? metric.finish(mean) : mean;
    });
    return [loss.div(rows), ...figures];
  }

  dispose(): void {
    this.#rows.arena.storage?.dispose();
  }
}
