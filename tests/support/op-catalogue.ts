import { type Entry, operationsOf, readApi } from '../../tools/docs/api.ts';

/**
 * What src/ops/index.ts exports without being a function of tensors that a float64 twin could compute:
 * it creates tensors, draws random ones, or transforms functions. These have tests of their own kind.
 */
export const OTHERS: readonly string[] = [
  'tensor', 'scalar', 'tensor1d', 'tensor2d', 'tensor3d', 'tensor4d', 'variable', 'grad', 'valueAndGrad', 'zeros', 'ones', 'full', 'zerosLike', 'onesLike', 'fullLike', 'arange',
  'linspace', 'eye', 'uniform', 'normal', 'truncatedNormal', 'bernoulli', 'permutation', 'dropout', 'customGradient', 'checkpoint',
]; // biome-ignore format: a table

/** Every operation that src/ops/index.ts exports. */
export const catalogue = (): Entry[] => operationsOf(readApi());
