// What TensorFlow.js calls otherwise, or takes in another order: for programs that come from there.
export { keep, nextFrame, ready } from './engine.ts';
export {
  clipByValue,
  fill,
  matMul,
  moments,
  randomNormal,
  randomUniform,
  range,
  topk,
} from './operations.ts';
export * as train from './train.ts';
export * as util from './util.ts';
