import { adadelta as makeAdadelta } from '../optimizers/adadelta.ts';
import { adagrad as makeAdagrad } from '../optimizers/adagrad.ts';
import { adam as makeAdam } from '../optimizers/adam.ts';
import { adamax as makeAdamax } from '../optimizers/adamax.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { rmsprop as makeRmsprop } from '../optimizers/rmsprop.ts';
import type { OptimizerOptions } from '../optimizers/settings.ts';
import { sgd as makeSgd } from '../optimizers/sgd.ts';

/** Options as Keras has them, or numbers one after the other as in TensorFlow.js. */
type Maker<Options> = (
  learningRate?: number | Options,
  ...more: (number | boolean | undefined)[]
) => Optimizer;

/** @param names what the numbers after the learning rate mean */
const positional =
  <Options extends OptimizerOptions>(
    make: (options?: Options | number) => Optimizer,
    ...names: readonly (keyof Options & string)[]
  ): Maker<Options> =>
  (learningRate = {} as Options, ...more) => {
    if (typeof learningRate !== 'number') return make(learningRate);
    const given = Object.fromEntries(more.map((value, k) => [names[k] ?? `argument ${k + 2}`, value]));
    return make({ learningRate, ...given } as unknown as Options);
  };

/** (learningRate). Keras: `gl.optimizers.sgd`. */
export const sgd = positional(makeSgd);
/** (learningRate, momentum, nesterov): sgd with momentum. */
export const momentum = positional(makeSgd, 'momentum', 'nesterov');
/** (learningRate, initialAccumulatorValue). Keras: `gl.optimizers.adagrad`. */
export const adagrad = positional(makeAdagrad, 'initialAccumulatorValue');
/** (learningRate, rho, epsilon). Keras: `gl.optimizers.adadelta`. */
export const adadelta = positional(makeAdadelta, 'rho', 'epsilon');
/** (learningRate, beta1, beta2, epsilon). Keras: `gl.optimizers.adam`. */
export const adam = positional(makeAdam, 'beta1', 'beta2', 'epsilon');
/** (learningRate, beta1, beta2, epsilon). Keras: `gl.optimizers.adamax`. */
export const adamax = positional(makeAdamax, 'beta1', 'beta2', 'epsilon');
/** (learningRate, decay, momentum, epsilon, centered), where decay is Keras's rho. Keras: `gl.optimizers.rmsprop`. */
export const rmsprop = positional(makeRmsprop, 'rho', 'momentum', 'epsilon', 'centered');
