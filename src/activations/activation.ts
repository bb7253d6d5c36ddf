import type { Tensor } from '../graph/tensor.ts';

/** An elementwise function of a layer's output (softmax also looks along the last axis). */
export type Activation = (x: Tensor) => Tensor;
