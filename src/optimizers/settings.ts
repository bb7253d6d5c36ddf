import { ArgumentError } from '../core/errors.ts';
import { requireKnownOptions } from '../core/messages.ts';
import { Variable } from '../graph/variable.ts';
import { LearningRateSchedule } from './schedules/schedule.ts';

/** What every optimizer takes. `null` means the same as leaving an option out. */
export interface OptimizerOptions {
  /** A number, a float32 scalar variable that the caller assigns, or a schedule. */
  readonly learningRate?: number | Variable | LearningRateSchedule;
  /** In every step, each weight first loses this share of itself times the learning rate. Default: none. */
  readonly weightDecay?: number | null;
  /** Weights whose names contain one of these words do not decay: `['bias']`. Default: none. */
  readonly excludeFromWeightDecay?: readonly string[];
  /** The gradient of each weight tensor is scaled down to at most this norm. At most one clip option may be given. */
  readonly clipNorm?: number | null;
  /** All gradients are scaled down, by one factor, to at most this norm together. */
  readonly globalClipNorm?: number | null;
  /** Each element of the gradients is clipped to [-clipValue, clipValue]. */
  readonly clipValue?: number | null;
  /** Keeps a moving average of the weights, which become that average when `fit` ends. Default false. */
  readonly useEma?: boolean;
  /** How slowly the moving average forgets. Default 0.99. */
  readonly emaMomentum?: number;
  /** The weights become their moving average after every so many steps, too. Default: only at the end. */
  readonly emaOverwriteFrequency?: number | null;
  /** Weights move only in every n-th step, by the mean gradient since the last time. Default: in each. */
  readonly gradientAccumulationSteps?: number | null;
}

/** A number in place of the options is the learning rate. */
export const optionsOf = <T extends OptimizerOptions>(options: T | number): T | OptimizerOptions =>
  typeof options === 'number' ? { learningRate: options } : options;

/** The same with all defaults. */
export type Settings = { readonly [K in keyof OptimizerOptions]-?: Exclude<OptimizerOptions[K], undefined> };

/**
 * Reads the options that all optimizers share.
 *
 * @param own names of the others that there are
 * @throws ArgumentError for an unknown one or a wrong value
 */
export function readSettings(
  call: string,
  learningRate: number,
  options: OptimizerOptions,
  own: readonly string[],
): Settings {
  const defaults: Settings = {
    learningRate,
    weightDecay: null,
    excludeFromWeightDecay: [],
    clipNorm: null,
    globalClipNorm: null,
    clipValue: null,
    useEma: false,
    emaMomentum: 0.99,
    emaOverwriteFrequency: null,
    gradientAccumulationSteps: null,
  };
  requireKnownOptions(call, options, [...own, ...Object.keys(defaults)]);
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== null);
  const settings: Settings = { ...defaults, ...Object.fromEntries(given) };
  checkLearningRate(call, settings.learningRate);
  checkClips(call, settings);
  const { weightDecay, emaMomentum, emaOverwriteFrequency, gradientAccumulationSteps } = settings;
  if (weightDecay !== null) checkAtLeastZero(call, { weightDecay });
  checkFactors(call, { emaMomentum }, 1);
  checkCount(call, 'emaOverwriteFrequency', emaOverwriteFrequency, 1);
  checkCount(call, 'gradientAccumulationSteps', gradientAccumulationSteps, 2);
  return settings;
}

export function checkLearningRate(call: string, value: Settings['learningRate']): void {
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (value instanceof LearningRateSchedule) return;
  if (value instanceof Variable && value.rank === 0 && value.dtype === 'float32') return;
  const got = value instanceof Variable ? `a variable, ${value}` : String(value);
  throw new ArgumentError(
    `${call}: learningRate must be a finite number, a float32 scalar variable, or a schedule of ` +
      `gl.optimizers.schedules; got ${got}.`,
  );
}

function checkClips(call: string, { clipNorm, globalClipNorm, clipValue }: Settings): void {
  const given = Object.entries({ clipNorm, globalClipNorm, clipValue }).filter(([, value]) => value !== null);
  for (const [name, value] of given) {
    if (typeof value === 'number' && value > 0) continue;
    throw new ArgumentError(`${call}: ${name} must be a positive number, got ${String(value)}.`);
  }
  if (given.length < 2) return;
  const names = given.map(([name]) => name).join(' and ');
  throw new ArgumentError(
    `${call}: expected at most one way to clip gradients, got ${names}. Leave one out.`,
  );
}

/** Refuses factors outside of [0, 1), or [0, 1] with `most` 1. */
export function checkFactors(call: string, values: Readonly<Record<string, number>>, most?: 1): void {
  for (const [name, value] of Object.entries(values)) {
    if (value >= 0 && (value < 1 || value === most)) continue;
    const range = most ? 'from 0 to 1' : 'from 0 up to, but not including, 1';
    throw new ArgumentError(`${call}: ${name} must be a number ${range}; got ${String(value)}.`);
  }
}

/** Refuses numbers that are negative or not finite. */
export function checkAtLeastZero(call: string, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isFinite(value) && value >= 0) continue;
    throw new ArgumentError(`${call}: ${name} must be a number of at least 0, got ${String(value)}.`);
  }
}

function checkCount(call: string, name: string, value: number | null, least: number): void {
  if (value === null || (Number.isInteger(value) && value >= least)) return;
  throw new ArgumentError(
    `${call}: ${name} must be a whole number of at least ${least}, got ${String(value)}.`,
  );
}
