import type { LayerSpec, Training } from './workload.ts';

/** A layer with the shape of an example before and after it. */
export interface PlacedLayer {
  readonly spec: LayerSpec;
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Follows one example through the layers. */
export function placed({ inputShape, layers }: Training): PlacedLayer[] {
  let before = inputShape;
  return layers.map((spec) => {
    const layer = { spec, before, after: after(spec, before) };
    before = layer.after;
    return layer;
  });
}

function after(spec: LayerSpec, shape: readonly number[]): readonly number[] {
  const [height, width, channels] = shape;
  if (spec.type === 'dense') return [spec.units];
  if (spec.type === 'conv2d')
    return [height - spec.kernelSize + 1, width - spec.kernelSize + 1, spec.filters];
  if (spec.type === 'maxPooling2d') return [height >> 1, width >> 1, channels];
  return spec.type === 'flatten' ? [sizeOf(shape)] : shape;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, axis) => size * axis, 1);

/** Elements of one example, and of what it is compared with. */
export function rowSizes(workload: Training): { input: number; output: number } {
  const [last] = placed(workload).slice(-1);
  return { input: sizeOf(workload.inputShape), output: sizeOf(last.after) };
}

/** Multiplications and additions of one step's matrix products and convolutions, forwards and backwards. */
export function flopOf(workload: Training): number {
  const forwards = placed(workload).map(({ spec, before, after: result }) => {
    if (spec.type === 'dense') return 2 * sizeOf(before) * spec.units;
    if (spec.type === 'conv2d') return 2 * spec.kernelSize ** 2 * before[2] * sizeOf(result);
    return 0;
  });
  return 3 * workload.batchSize * forwards.reduce((sum, flop) => sum + flop, 0);
}
