/** Keras 3 in float64: everything that the conformance tests compare with. */
export * from './constraints.ts';
export * from './initializers.ts';
export * from './losses.ts';
export * from './metrics.ts';
export * from './model.ts';
export * from './optimizers.ts';
export * from './scores.ts';
export * from './train.ts';
