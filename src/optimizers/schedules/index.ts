export { type CosineDecayOptions, cosineDecay } from './cosine-decay.ts';
export { type CosineDecayRestartsOptions, cosineDecayRestarts } from './cosine-decay-restarts.ts';
export { type ExponentialDecayOptions, exponentialDecay } from './exponential-decay.ts';
export { type InverseTimeDecayOptions, inverseTimeDecay } from './inverse-time-decay.ts';
export { type PiecewiseConstantDecayOptions, piecewiseConstantDecay } from './piecewise-constant-decay.ts';
export { type PolynomialDecayOptions, polynomialDecay } from './polynomial-decay.ts';
export { LearningRateSchedule } from './schedule.ts';
