import { makePart, type PartJson } from '../../core/config.ts';
import { cosineDecay } from './cosine-decay.ts';
import { cosineDecayRestarts } from './cosine-decay-restarts.ts';
import { exponentialDecay } from './exponential-decay.ts';
import { inverseTimeDecay } from './inverse-time-decay.ts';
import { piecewiseConstantDecay } from './piecewise-constant-decay.ts';
import { polynomialDecay } from './polynomial-decay.ts';
import type { LearningRateSchedule } from './schedule.ts';

const table = {
  exponentialDecay,
  piecewiseConstantDecay,
  polynomialDecay,
  inverseTimeDecay,
  cosineDecay,
  cosineDecayRestarts,
};

/** A schedule from JSON: `{ name, config }`, or Keras's `{ class_name, config }`. */
export const getSchedule = (call: string, json: PartJson): LearningRateSchedule =>
  makePart<LearningRateSchedule>(call, 'schedule', json, table);
