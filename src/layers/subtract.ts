import { ArgumentError } from '../core/errors.ts';
import type { Shape } from '../core/shape.ts';
import { ElementwiseMerge } from './elementwise-merge.ts';
import type { Layer, LayerOptions } from './layer.ts';

class Subtract extends ElementwiseMerge {
  constructor(options: LayerOptions) {
    super('subtract', options, ([a, b]) => a.sub(b));
  }

  override buildAll(shapes: readonly Shape[]): void {
    if (shapes.length === 2) return;
    throw new ArgumentError(
      `layers.subtract '${this.title}': expected a list of two inputs, got ${shapes.length}. Pass them as apply([a, b]).`,
    );
  }
}

/** The first input minus the second; lengths of 1 are broadcast: [...] and [...] -> [...]. Keras: Subtract. */
export const subtract = (options: LayerOptions = {}): Layer => new Subtract(options);
