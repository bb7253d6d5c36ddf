import { requireWhole } from '../callbacks/options.ts';
import { ArgumentError } from '../core/errors.ts';
import type { Pruner } from './types.ts';

export interface SuccessiveHalvingOptions {
  /** Reports (epochs) until the first decision. Default 1. */
  readonly minResource?: number;
  /** One of so many trials goes on, until so many times as many epochs. Default 4. */
  readonly reductionFactor?: number;
}

/**
 * Lets a trial go on after 1, 4, 16, ... epochs only if it is among the best quarter of the trials that came
 * that far. Source: L. Li et al., "A System for Massively Parallel Hyperparameter Tuning", MLSys 2020;
 * options: Optuna, SuccessiveHalvingPruner.
 */
export function successiveHalving({
  minResource = 1,
  reductionFactor = 4,
}: SuccessiveHalvingOptions = {}): Pruner {
  const call = 'search.successiveHalving';
  requireWhole(call, { minResource, reductionFactor });
  if (minResource < 1 || reductionFactor < 2) {
    throw new ArgumentError(
      `${call}: minResource must be at least 1 and reductionFactor at least 2, got ${minResource} and ${reductionFactor}.`,
    );
  }
  return (values, before, improves) => {
    const step = values.length;
    let rung = minResource;
    while (rung < step) rung *= reductionFactor;
    if (rung !== step) return false;
    const value = values[step - 1];
    if (value === null) return true;
    const others = before.flatMap((trial) => trial.values[step - 1] ?? []);
    const better = others.filter((other) => improves(other, value)).length;
    return better >= Math.max(1, Math.floor((others.length + 1) / reductionFactor));
  };
}
