// Names of options that several layers have: a name that there is not is refused.

/** What every layer takes. */
export const COMMON = [
  'name',
  'inputShape',
  'batchInputShape',
  'trainable',
  'dataFormat',
  'activityRegularizer',
] as const;

/** What programs of TensorFlow.js and Keras say, and what means nothing here. */
export const MEANINGLESS = ['dtype', 'batchSize', 'inputLength'] as const;

export const BIAS = [
  'activation',
  'useBias',
  'biasInitializer',
  'biasRegularizer',
  'biasConstraint',
] as const;

export const KERNEL = ['kernelInitializer', 'kernelRegularizer', 'kernelConstraint'] as const;

export const WINDOWS = ['kernelSize', 'strides', 'padding', 'dilationRate'] as const;

export const DEPTHWISE = [
  'depthMultiplier',
  'depthwiseInitializer',
  'depthwiseRegularizer',
  'depthwiseConstraint',
] as const;

export const POOLING = ['poolSize', 'strides', 'padding'] as const;

export const AFFINE = [
  'epsilon',
  'center',
  'scale',
  'betaInitializer',
  'gammaInitializer',
  'betaRegularizer',
  'gammaRegularizer',
  'betaConstraint',
  'gammaConstraint',
] as const;
