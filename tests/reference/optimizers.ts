/**
 * Keras 3's optimizers in float64. Note where epsilon stands: RMSprop, Adagrad and Adadelta add it under
 * the square root, Adam and its kin outside of it.
 * Source: keras/src/optimizers/*.py.
 */

import { type ScheduleConfig, scheduleOf } from './schedules.ts';

/** What base_optimizer.py does for all of them. */
export interface SharedOptions {
  learningRate?: number | ScheduleConfig;
  weightDecay?: number;
  clipNorm?: number;
  globalClipNorm?: number;
  clipValue?: number;
  useEma?: boolean;
  emaMomentum?: number;
  emaOverwriteFrequency?: number;
  gradientAccumulationSteps?: number;
}

interface Adaptive extends SharedOptions {
  beta1?: number;
  beta2?: number;
  epsilon?: number;
}

export type OptimizerConfig =
  | ({ name: 'sgd'; momentum?: number; nesterov?: boolean } & SharedOptions)
  | ({
      name: 'rmsprop';
      rho?: number;
      momentum?: number;
      epsilon?: number;
      centered?: boolean;
    } & SharedOptions)
  | ({ name: 'adam' | 'adamW'; amsgrad?: boolean } & Adaptive)
  | ({ name: 'adamax' | 'nadam' | 'lion' } & Adaptive)
  | ({ name: 'adadelta'; rho?: number; epsilon?: number } & SharedOptions)
  | ({ name: 'adagrad'; initialAccumulatorValue?: number; epsilon?: number } & SharedOptions)
  | ({ name: 'ftrl' } & FtrlOptions);

interface FtrlOptions extends SharedOptions {
  learningRatePower?: number;
  initialAccumulatorValue?: number;
  l1RegularizationStrength?: number;
  l2RegularizationStrength?: number;
  l2ShrinkageRegularizationStrength?: number;
  beta?: number;
}

/** Changes the weights in place; both lists keep their order and sizes over all steps. */
export type OptimizerStep = ((
  weights: readonly Float64Array[],
  gradients: readonly Float64Array[],
) => void) & {
  /** The moving averages of the weights (`useEma`). */
  readonly averages: () => readonly Float64Array[];
};

/** What an update of one weight knows; `state` is its own, zero at first but for the first number. */
interface Point {
  readonly w: number;
  readonly g: number;
  readonly state: Float64Array;
  readonly rate: number;
  /** 1 in the first update. */
  readonly t: number;
}

interface Rule {
  readonly rate: number;
  /** What state[0] begins with. */
  readonly initial?: number;
  readonly weightDecay?: number;
  /** The new weight. */
  readonly update: (point: Point) => number;
}

function sgd({ momentum = 0, nesterov = false }: { momentum?: number; nesterov?: boolean }): Rule {
  return {
    rate: 0.01,
    update: ({ w, g, state, rate }) => {
      if (momentum === 0) return w - rate * g;
      state[0] = momentum * state[0] - rate * g;
      return nesterov ? w + momentum * state[0] - rate * g : w + state[0];
    },
  };
}

function rmsprop({ rho = 0.9, momentum = 0, epsilon = 1e-7, centered = false }): Rule {
  return {
    rate: 0.001,
    update: ({ w, g, state, rate }) => {
      state[0] = rho * state[0] + (1 - rho) * g * g;
      let denominator = state[0] + epsilon;
      if (centered) {
        state[1] = rho * state[1] + (1 - rho) * g;
        denominator = state[0] - state[1] * state[1] + epsilon;
      }
      const increment = (rate * g) / Math.sqrt(denominator);
      if (momentum === 0) return w - increment;
      state[2] = momentum * state[2] + increment;
      return w - state[2];
    },
  };
}

function adam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, amsgrad = false }): Rule {
  return {
    rate: 0.001,
    update: ({ w, g, state, rate, t }) => {
      const alpha = (rate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
      state[0] += (g - state[0]) * (1 - beta1);
      state[1] += (g * g - state[1]) * (1 - beta2);
      state[2] = amsgrad ? Math.max(state[2], state[1]) : state[1];
      return w - (state[0] * alpha) / (Math.sqrt(state[2]) + epsilon);
    },
  };
}

function adamax({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }): Rule {
  return {
    rate: 0.001,
    update: ({ w, g, state, rate, t }) => {
      state[0] += (g - state[0]) * (1 - beta1);
      state[1] = Math.max(beta2 * state[1], Math.abs(g));
      return w - (rate * state[0]) / ((1 - beta1 ** t) * (state[1] + epsilon));
    },
  };
}

function nadam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }): Rule {
  const u = (t: number): number => beta1 * (1 - 0.5 * 0.96 ** t);
  const products = [1];
  return {
    rate: 0.001,
    update: ({ w, g, state, rate, t }) => {
      products[t] ??= products[t - 1] * u(t);
      state[0] += (g - state[0]) * (1 - beta1);
      state[1] += (g * g - state[1]) * (1 - beta2);
      const mHat =
        (u(t + 1) * state[0]) / (1 - products[t] * u(t + 1)) + ((1 - u(t)) * g) / (1 - products[t]);
      const vHat = state[1] / (1 - beta2 ** t);
      return w - (mHat * rate) / (Math.sqrt(vHat) + epsilon);
    },
  };
}

function lion({ beta1 = 0.9, beta2 = 0.99 }): Rule {
  return {
    rate: 0.001,
    update: ({ w, g, state, rate }) => {
      const direction = Math.sign(beta1 * state[0] + (1 - beta1) * g);
      state[0] = beta2 * state[0] + (1 - beta2) * g;
      return w - rate * direction;
    },
  };
}

function adadelta({ rho = 0.95, epsilon = 1e-7 }): Rule {
  return {
    rate: 0.001,
    update: ({ w, g, state, rate }) => {
      state[0] = rho * state[0] + (1 - rho) * g * g;
      const change = (-Math.sqrt(state[1] + epsilon) * g) / Math.sqrt(state[0] + epsilon);
      state[1] = rho * state[1] + (1 - rho) * change * change;
      return w + rate * change;
    },
  };
}

function adagrad({ initialAccumulatorValue = 0.1, epsilon = 1e-7 }): Rule {
  return {
    rate: 0.001,
    initial: initialAccumulatorValue,
    update: ({ w, g, state, rate }) => {
      state[0] += g * g;
      return w - (rate * g) / Math.sqrt(state[0] + epsilon);
    },
  };
}

function ftrl(options: FtrlOptions): Rule {
  const { learningRatePower = -0.5, initialAccumulatorValue = 0.1, beta = 0 } = options;
  const { l1RegularizationStrength: l1 = 0, l2RegularizationStrength: l2 = 0 } = options;
  const { l2ShrinkageRegularizationStrength: shrinkage = 0 } = options;
  return {
    rate: 0.001,
    initial: initialAccumulatorValue,
    update: ({ w, g, state, rate }) => {
      const accumulator = state[0] + g * g;
      const power = accumulator ** -learningRatePower;
      state[1] += g + 2 * shrinkage * w - ((power - state[0] ** -learningRatePower) / rate) * w;
      state[0] = accumulator;
      const quadratic = power / rate + 2 * (l2 + beta / (2 * rate));
      return (Math.min(Math.max(state[1], -l1), l1) - state[1]) / quadratic;
    },
  };
}

function ruleOf(config: OptimizerConfig): Rule {
  switch (config.name) {
    case 'sgd':
      return sgd(config);
    case 'rmsprop':
      return rmsprop(config);
    case 'adam':
      return adam(config);
    case 'adamW':
      return { weightDecay: 0.004, ...adam(config) };
    case 'adamax':
      return adamax(config);
    case 'nadam':
      return nadam(config);
    case 'lion':
      return lion(config);
    case 'adadelta':
      return adadelta(config);
    case 'adagrad':
      return adagrad(config);
    case 'ftrl':
      return ftrl(config);
  }
}

/** An optimizer with all its state as at the start. */
export function createOptimizer(config: OptimizerConfig): OptimizerStep {
  const rule = ruleOf(config);
  const { learningRate = rule.rate, weightDecay = rule.weightDecay ?? 0 } = config;
  const { useEma, emaMomentum = 0.99, emaOverwriteFrequency, gradientAccumulationSteps: every = 1 } = config;
  const rateAt = typeof learningRate === 'number' ? () => learningRate : scheduleOf(learningRate);
  let states: Float64Array[][] | undefined;
  let sums: Float64Array[] | undefined;
  let averages: Float64Array[] = [];
  let iteration = 0;
  const step = (weights: readonly Float64Array[], gradients: readonly Float64Array[]): void => {
    states ??= weights.map((w) => Array.from(w, () => Float64Array.of(rule.initial ?? 0, 0, 0)));
    sums ??= weights.map((w) => new Float64Array(w.length));
    if (averages.length === 0) averages = weights.map((w) => new Float64Array(w.length));
    const moves = Math.floor(iteration / every);
    for (const [k, g] of gradients.entries()) for (const [i, x] of g.entries()) sums[k][i] += x;
    if ((iteration + 1) % every === 0) {
      const rate = rateAt(iteration);
      const clipped = clip(
        sums.map((sum) => sum.map((x) => x / every)),
        config,
      );
      for (const [k, w] of weights.entries()) {
        for (let i = 0; i < w.length; i++) {
          const decayed = w[i] - w[i] * weightDecay * rate;
          w[i] = rule.update({ w: decayed, g: clipped[k][i], state: states[k][i], rate, t: moves + 1 });
        }
        sums[k].fill(0);
      }
    }
    const keep = moves === 0 ? 0 : emaMomentum;
    for (const [k, average] of averages.entries()) {
      for (const [i, x] of average.entries()) average[i] = keep * x + (1 - keep) * weights[k][i];
      if (useEma && emaOverwriteFrequency && (moves + 1) % emaOverwriteFrequency === 0)
        weights[k].set(average);
    }
    iteration++;
  };
  return Object.assign(step, { averages: () => averages });
}

function clip(
  gradients: readonly Float64Array[],
  { clipNorm, globalClipNorm, clipValue }: SharedOptions,
): readonly Float64Array[] {
  const squares = (g: Float64Array): number => g.reduce((sum, x) => sum + x * x, 0);
  const shrunk = (g: Float64Array, norm: number, most: number): Float64Array =>
    g.map((x) => (x * most) / Math.max(norm, most));
  if (clipNorm) return gradients.map((g) => shrunk(g, Math.sqrt(squares(g)), clipNorm));
  if (globalClipNorm) {
    const norm = Math.sqrt(gradients.reduce((sum, g) => sum + squares(g), 0));
    return gradients.map((g) => shrunk(g, norm, globalClipNorm));
  }
  if (clipValue) return gradients.map((g) => g.map((x) => Math.min(Math.max(x, -clipValue), clipValue)));
  return gradients;
}
