import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { getOptimizer } from '../../src/optimizers/names.ts';

const { optimizers } = gl;

const names = [
  'sgd',
  'rmsprop',
  'adam',
  'adamW',
  'adadelta',
  'adagrad',
  'adamax',
  'nadam',
  'ftrl',
  'lion',
] as const;

describe('an optimizer can be made again from its name and config', () => {
  it.each(names)('%s', (name) => {
    const optimizer = optimizers[name]({ learningRate: 0.25, globalClipNorm: 3, weightDecay: 0.5 });
    const json = JSON.parse(JSON.stringify({ name: optimizer.name, config: optimizer.config }));
    const again = getOptimizer('test', json);
    expect(again.name).toBe(name);
    expect(again.config).toEqual(optimizer.config);
    expect(again.constructor).toBe(optimizer.constructor);
    expect(optimizers[name]().config).not.toEqual(optimizer.config);
  });

  it('with a schedule', () => {
    const schedule = optimizers.schedules.cosineDecay({
      initialLearningRate: 0.1,
      decaySteps: 50,
      warmupTarget: 1,
    });
    const { name, config } = optimizers.adam({ learningRate: schedule });
    const again = getOptimizer('test', JSON.parse(JSON.stringify({ className: name, config })));
    expect(again.config).toEqual(config);
    expect(again.learningRate).toBeInstanceOf(optimizers.schedules.LearningRateSchedule);
  });

  it('with a learning rate in place of its options', () => {
    for (const name of names)
      expect(optimizers[name](0.5).config).toEqual(optimizers[name]({ learningRate: 0.5 }).config);
    expect(() => optimizers.adam(Number.NaN)).toThrow('learningRate must be a finite number');
  });

  it('with the learning rate that was set last', () => {
    const optimizer = optimizers.sgd();
    optimizer.learningRate = 0.125;
    expect(optimizer.config.learningRate).toBe(0.125);
  });
});

describe("Keras's own configs are understood", () => {
  it('RMSprop', () => {
    const json = {
      module: 'keras.optimizers',
      class_name: 'RMSprop',
      config: {
        name: 'rmsprop',
        learning_rate: 0.0005,
        weight_decay: null,
        clipnorm: 1.5,
        global_clipnorm: null,
        clipvalue: null,
        use_ema: false,
        ema_momentum: 0.99,
        ema_overwrite_frequency: null,
        loss_scale_factor: null,
        gradient_accumulation_steps: 2,
        rho: 0.8,
        momentum: 0.1,
        epsilon: 1e-6,
        centered: true,
      },
      registered_name: null,
    };
    expect(getOptimizer('test', json).config).toMatchObject({
      learningRate: 0.0005,
      clipNorm: 1.5,
      gradientAccumulationSteps: 2,
      rho: 0.8,
      momentum: 0.1,
      epsilon: 1e-6,
      centered: true,
    });
  });

  it('Adam with a schedule', () => {
    const schedule = {
      module: 'keras.optimizers.schedules',
      class_name: 'ExponentialDecay',
      config: {
        initial_learning_rate: 0.1,
        decay_steps: 100,
        decay_rate: 0.96,
        staircase: true,
        name: 'ExponentialDecay',
      },
      registered_name: null,
    };
    const config = { name: 'adam', learning_rate: schedule, beta_1: 0.8, beta_2: 0.99, global_clipnorm: 2 };
    expect(getOptimizer('test', { class_name: 'Adam', config }).config).toMatchObject({
      learningRate: {
        name: 'exponentialDecay',
        config: { initialLearningRate: 0.1, decaySteps: 100, decayRate: 0.96, staircase: true },
      },
      beta1: 0.8,
      beta2: 0.99,
      globalClipNorm: 2,
    });
  });
});

describe('what JSON cannot mean is refused', () => {
  const make = (identifier: unknown) => () => getOptimizer('model.compile', identifier as string);
  it('unknown names, options and things', () => {
    expect(make('adamm')).toThrow("model.compile: unknown optimizer 'adamm'. Did you mean 'adam'?");
    expect(make({ name: 'sgd', config: { beta1: 0.5 } })).toThrow("optimizers.sgd: unknown option 'beta1'");
    expect(make({ name: 'sgd', config: { learningRate: { name: 'cosine', config: {} } } })).toThrow(
      "unknown schedule 'cosine'",
    );
    expect(make(3)).toThrow('expected a name of a kind of optimizer');
    expect(make(null)).toThrow('expected a name of a kind of optimizer');
  });

  it('a learning rate on the GPU cannot be written down', () => {
    const optimizer = optimizers.sgd({ learningRate: gl.variable(0.1) });
    expect(() => optimizer.config).toThrow('the learning rate is a variable');
  });
});

describe('options out of their range', () => {
  const { adam, adamW, adagrad, ftrl, lion, sgd } = optimizers;
  it.each([
    [() => sgd({ learningRate: Number.NaN }), 'learningRate must be a finite number'],
    [() => sgd({ learningRate: '0.1' as never }), 'got 0.1'],
    [
      () => adam({ beta1: 1 }),
      'optimizers.adam: beta1 must be a number from 0 up to, but not including, 1; got 1',
    ],
    [() => adam({ epsilon: Number.NaN }), 'epsilon must be a number of at least 0, got NaN'],
    [() => adam({ weightDecay: -1 }), 'weightDecay must be a number of at least 0, got -1'],
    [() => adamW({ weightDecay: null }), 'weightDecay must be a number, got null. Use optimizers.adam'],
    [() => adam({ clipNorm: 0 }), 'clipNorm must be a positive number, got 0'],
    [
      () => adam({ clipNorm: 1, clipValue: 1 }),
      'at most one way to clip gradients, got clipNorm and clipValue',
    ],
    [() => adam({ emaMomentum: 1.5 }), 'emaMomentum must be a number from 0 to 1; got 1.5'],
    [
      () => adam({ emaOverwriteFrequency: 0 }),
      'emaOverwriteFrequency must be a whole number of at least 1, got 0',
    ],
    [
      () => adam({ gradientAccumulationSteps: 1 }),
      'gradientAccumulationSteps must be a whole number of at least 2',
    ],
    [
      () => adam({ clipnorm: 1 } as never),
      "optimizers.adam: unknown option 'clipnorm'. Did you mean 'clipNorm'?",
    ],
    [
      () => adagrad({ initialAccumulatorValue: -0.1 }),
      'initialAccumulatorValue must be a number of at least 0',
    ],
    [() => ftrl({ learningRatePower: 0.5 }), 'learningRatePower must be a number of at most 0, got 0.5'],
    [() => lion({ beta1: 0 }), 'beta1 must be more than 0'],
  ])('%s', (make, message) => {
    expect(make).toThrow(message);
  });

  it('a learning rate that is not a number stays what it is', () => {
    const schedule = optimizers.schedules.polynomialDecay({ initialLearningRate: 1, decaySteps: 5 });
    const scheduled = sgd({ learningRate: schedule });
    expect(() => {
      scheduled.learningRate = 0.1;
    }).toThrow('made with a variable or a schedule');
    const plain = sgd();
    expect(() => {
      plain.learningRate = Number.NaN;
    }).toThrow('learningRate must be a finite number');
  });
});
