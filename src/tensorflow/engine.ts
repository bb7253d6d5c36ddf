import type { Tensor } from '../graph/tensor.ts';
import { init } from '../init.ts';

/** Opens the device. Optional here: whatever computes first does it. TensorFlow.js: ready. */
export const ready = async (): Promise<void> => void (await init());

/** Resolves when the page has drawn. TensorFlow.js: nextFrame. */
export const nextFrame = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** The tensor. In TensorFlow.js this saves it from `tidy`; here nothing threatens it. */
export const keep = <T extends Tensor>(tensor: T): T => tensor;
