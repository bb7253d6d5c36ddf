import { type Shape, sizeOf } from '../core/shape.ts';
import type { Initializer } from './initializer.ts';

/** Every element is `value` (default 0). */
export const constant = ({ value = 0 }: { readonly value?: number } = {}): Initializer => ({
  name: 'constant',
  config: { value },
  values: (shape: Shape) => new Float32Array(sizeOf(shape)).fill(value),
});
