/**
 * Keras 3's optimizers in float64. Note where epsilon stands: RMSprop adds it under the square root,
 * Adam outside of it.
 * Source: keras/src/optimizers/{sgd,rmsprop,adam}.py.
 */

export interface SgdOptions {
  learningRate?: number;
  momentum?: number;
  nesterov?: boolean;
}

export interface RmspropOptions {
  learningRate?: number;
  rho?: number;
  momentum?: number;
  epsilon?: number;
  centered?: boolean;
}

export interface AdamOptions {
  learningRate?: number;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
}

export type OptimizerConfig =
  | ({ name: 'sgd' } & SgdOptions)
  | ({ name: 'rmsprop' } & RmspropOptions)
  | ({ name: 'adam' } & AdamOptions);

/** Changes the weights in place; both lists keep their order and sizes over all steps. */
export type OptimizerStep = (weights: readonly Float64Array[], gradients: readonly Float64Array[]) => void;

/** One weight's update: gets the gradient and this weight's state, returns what to add to the weight. */
type Update = (gradient: number, state: Float64Array, iteration: number) => number;

function sgd({ learningRate = 0.01, momentum = 0, nesterov = false }: SgdOptions): Update {
  return (g, state) => {
    if (momentum === 0) {
      return -learningRate * g;
    }
    state[0] = momentum * state[0] - learningRate * g;
    return nesterov ? momentum * state[0] - learningRate * g : state[0];
  };
}

function rmsprop(options: RmspropOptions): Update {
  const { learningRate = 0.001, rho = 0.9, momentum = 0, epsilon = 1e-7, centered = false } = options;
  return (g, state) => {
    state[0] = rho * state[0] + (1 - rho) * g * g;
    let denominator = state[0] + epsilon;
    if (centered) {
      state[1] = rho * state[1] + (1 - rho) * g;
      denominator = state[0] - state[1] * state[1] + epsilon;
    }
    const increment = (learningRate * g) / Math.sqrt(denominator);
    if (momentum === 0) {
      return -increment;
    }
    state[2] = momentum * state[2] + increment;
    return -state[2];
  };
}

function adam({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: AdamOptions): Update {
  return (g, state, iteration) => {
    const alpha = (learningRate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
    state[0] += (g - state[0]) * (1 - beta1);
    state[1] += (g * g - state[1]) * (1 - beta2);
    return (-state[0] * alpha) / (Math.sqrt(state[1]) + epsilon);
  };
}

function updateOf(config: OptimizerConfig): Update {
  switch (config.name) {
    case 'sgd':
      return sgd(config);
    case 'rmsprop':
      return rmsprop(config);
    case 'adam':
      return adam(config);
  }
}

/** An optimizer with all its state at zero. */
export function createOptimizer(config: OptimizerConfig): OptimizerStep {
  const update = updateOf(config);
  let states: Float64Array[][] | undefined;
  let iteration = 0;
  return (weights, gradients) => {
    iteration++;
    states ??= weights.map((w) => Array.from(w, () => new Float64Array(3)));
    for (const [k, w] of weights.entries()) {
      for (let i = 0; i < w.length; i++) {
        w[i] += update(gradients[k][i], states[k][i], iteration);
      }
    }
  };
}
