/** Keras 3's learning rate schedules in float64. Source: keras/src/optimizers/schedules/learning_rate_schedule.py. */

export type ScheduleConfig =
  | { name: 'exponentialDecay'; config: Decay }
  | { name: 'inverseTimeDecay'; config: Decay }
  | { name: 'piecewiseConstantDecay'; config: Pieces }
  | { name: 'polynomialDecay'; config: Polynomial }
  | { name: 'cosineDecay'; config: Cosine }
  | { name: 'cosineDecayRestarts'; config: Restarts };

interface Decay {
  initialLearningRate: number;
  decaySteps: number;
  decayRate: number;
  staircase?: boolean;
}

interface Pieces {
  boundaries: number[];
  values: number[];
}

interface Polynomial {
  initialLearningRate: number;
  decaySteps: number;
  endLearningRate?: number;
  power?: number;
  cycle?: boolean;
}

interface Cosine {
  initialLearningRate: number;
  decaySteps: number;
  alpha?: number;
  warmupTarget?: number;
  warmupSteps?: number;
}

interface Restarts {
  initialLearningRate: number;
  firstDecaySteps: number;
  tMul?: number;
  mMul?: number;
  alpha?: number;
}

type Schedule = (step: number) => number;

const decays = ({ decaySteps, staircase = false }: Decay, step: number): number =>
  staircase ? Math.floor(step / decaySteps) : step / decaySteps;

const cosine = (share: number): number => 0.5 * (1 + Math.cos(Math.PI * share));

function polynomial(options: Polynomial): Schedule {
  const { initialLearningRate, decaySteps, endLearningRate = 0.0001, power = 1, cycle = false } = options;
  return (step) => {
    const courses = step === 0 ? 1 : Math.ceil(step / decaySteps);
    const done = cycle ? step / (decaySteps * courses) : Math.min(step, decaySteps) / decaySteps;
    return (initialLearningRate - endLearningRate) * (1 - done) ** power + endLearningRate;
  };
}

function cosineDecay({
  initialLearningRate,
  decaySteps,
  alpha = 0,
  warmupTarget,
  warmupSteps = 0,
}: Cosine): Schedule {
  const decayed = (from: number, step: number): number =>
    from * ((1 - alpha) * cosine(step / decaySteps) + alpha);
  return (step) => {
    if (warmupTarget === undefined) return decayed(initialLearningRate, Math.min(step, decaySteps));
    if (step < warmupSteps)
      return (warmupTarget - initialLearningRate) * (step / warmupSteps) + initialLearningRate;
    return decayed(warmupTarget, Math.min(step, decaySteps + warmupSteps) - warmupSteps);
  };
}

/** Counts the restarts where Keras takes a logarithm. */
function restarts({
  initialLearningRate,
  firstDecaySteps,
  tMul = 2,
  mMul = 1,
  alpha = 0,
}: Restarts): Schedule {
  return (step) => {
    let [begin, length, height] = [0, firstDecaySteps, 1];
    for (; step >= begin + length; length *= tMul, height *= mMul) begin += length;
    return initialLearningRate * ((1 - alpha) * height * cosine((step - begin) / length) + alpha);
  };
}

function piecewise({ boundaries, values }: Pieces): Schedule {
  return (step) => values[boundaries.filter((boundary) => step > boundary).length];
}

const exponential =
  (config: Decay): Schedule =>
  (step) =>
    config.initialLearningRate * config.decayRate ** decays(config, step);

const inverseTime =
  (config: Decay): Schedule =>
  (step) =>
    config.initialLearningRate / (1 + config.decayRate * decays(config, step));

/** The learning rate after so many steps. */
export function scheduleOf(schedule: ScheduleConfig): Schedule {
  switch (schedule.name) {
    case 'exponentialDecay':
      return exponential(schedule.config);
    case 'inverseTimeDecay':
      return inverseTime(schedule.config);
    case 'piecewiseConstantDecay':
      return piecewise(schedule.config);
    case 'polynomialDecay':
      return polynomial(schedule.config);
    case 'cosineDecay':
      return cosineDecay(schedule.config);
    case 'cosineDecayRestarts':
      return restarts(schedule.config);
  }
}
