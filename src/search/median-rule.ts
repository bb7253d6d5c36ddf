import { requireWhole } from '../callbacks/options.ts';
import type { Pruner } from './types.ts';

export interface MedianRuleOptions {
  /** Trials that must be complete before any is given up. Default 5. */
  readonly startupTrials?: number;
  /** Reports (epochs) of a trial before it can be given up. Default 0. */
  readonly warmupSteps?: number;
}

/**
 * Gives a trial up when its best value so far is worse than the median of what complete trials had after
 * as many epochs. Source: D. Golovin et al., "Google Vizier", KDD 2017; options: Optuna, MedianPruner.
 */
export function medianRule({ startupTrials = 5, warmupSteps = 0 }: MedianRuleOptions = {}): Pruner {
  requireWhole('search.medianRule', { startupTrials, warmupSteps });
  return (values, before, improves) => {
    const step = values.length;
    const complete = before.filter(({ state }) => state === 'completed');
    if (complete.length < startupTrials || step <= warmupSteps) return false;
    const others = complete.flatMap((trial) => trial.values[step - 1] ?? []);
    if (others.length === 0) return false;
    const finite = values.filter((value) => value !== null);
    if (finite.length === 0) return true;
    const best = finite.reduce((a, b) => (improves(b, a) ? b : a));
    others.sort((a, b) => a - b);
    const middle = others.length / 2;
    const median = (others[Math.ceil(middle) - 1] + others[Math.floor(middle)]) / 2;
    return improves(median, best);
  };
}
