import { withAliases } from '../core/names.ts';
import type { Tensor } from '../graph/tensor.ts';
import { packVariables, type Variable } from '../graph/variable.ts';
import type { Recipe } from './recipe.ts';
import type { Logs } from './types.ts';

/** What is reported: the loss, then the figures of the recipe. */
export const figureNames = ({ figures }: Recipe): string[] => ['loss', ...figures.map(({ name }) => name)];

/** The figures of a recipe where the CPU can read them. */
export class Readout {
  readonly variables: readonly Variable[];
  readonly #names: readonly string[];

  constructor(label: string, recipe: Recipe) {
    this.#names = figureNames(recipe);
    const specs = this.#names.map((name) => ({ name: `${label}/${name}`, shape: [] }));
    this.variables = packVariables(`${label} results`, specs).parts;
  }

  /** Recorded: enters the figures. */
  assign(figures: readonly Tensor[]): void {
    for (const [k, variable] of this.variables.entries()) variable.assign(figures[k]);
  }

  /** The figures by name, from what was read of `variables`. */
  logs(values: readonly ArrayLike<number>[]): Logs {
    return withAliases(Object.fromEntries(this.#names.map((name, k) => [name, values[k][0]])));
  }

  dispose(): void {
    this.variables[0].arena.storage?.dispose();
  }
}
