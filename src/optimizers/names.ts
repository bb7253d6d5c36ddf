import { type Config, makePart, type PartJson } from '../core/config.ts';
import { adadelta } from './adadelta.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamW } from './adam-w.ts';
import { adamax } from './adamax.ts';
import { ftrl } from './ftrl.ts';
import { lion } from './lion.ts';
import { nadam } from './nadam.ts';
import { Optimizer } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { getSchedule } from './schedules/names.ts';
import { sgd } from './sgd.ts';

const table = { sgd, rmsprop, adam, adamW, adadelta, adagrad, adamax, nadam, ftrl, lion };

/** Keras writes these without a capital in the middle. */
const SPELLINGS: Readonly<Record<string, string>> = {
  clipnorm: 'clipNorm',
  clipvalue: 'clipValue',
  global_clipnorm: 'globalClipNorm',
  globalClipnorm: 'globalClipNorm',
};

/** What is accepted where an optimizer is expected: a name, JSON, or one that was made. */
export type OptimizerLike = string | PartJson | Optimizer;

/** An optimizer by name with its defaults, from JSON (`{ name, config }`), or the one that was given. */
export function getOptimizer(call: string, identifier: OptimizerLike): Optimizer {
  if (identifier instanceof Optimizer) return identifier;
  if (typeof identifier !== 'object') return makePart<Optimizer>(call, 'optimizer', identifier, table);
  // In Keras's configs an optimizer says its name once more.
  const { name: _, ...options } = (identifier?.config ?? {}) as Config;
  const config = Object.fromEntries(
    Object.entries(options).map(([key, value]) => [
      SPELLINGS[key] ?? key,
      isRate(key) && isJson(value) ? getSchedule(call, value) : value,
    ]),
  );
  return makePart<Optimizer>(call, 'optimizer', { ...identifier, config }, table);
}

const isRate = (key: string): boolean => key === 'learningRate' || key === 'learning_rate';

const isJson = (value: unknown): value is PartJson =>
  typeof value === 'object' &&
  value !== null &&
  'config' in value &&
  Object.getPrototypeOf(value) === Object.prototype;
