import type { Config } from '../../core/config.ts';
import { LOSSES } from '../../losses/names.ts';
import type { DtypePolicy } from '../precision.ts';
import type { Recipe } from '../recipe.ts';
import type { CompileOptions } from '../types.ts';

/** What `compile` was given, as plain JSON. */
export interface CompiledJson {
  readonly optimizer: { readonly name: string; readonly config: Config };
  readonly loss: readonly { readonly name: string; readonly config: Config }[];
  readonly lossWeights: readonly number[];
  readonly metrics: readonly (readonly string[])[];
  readonly weightedMetrics: readonly (readonly string[])[];
  /** Absent: float32. */
  readonly dtypePolicy?: DtypePolicy;
}

/**
 * Null when it cannot be said in JSON, because a loss is an own function. Only metrics that were asked
 * for by name are kept.
 */
export function describeCompiled({ optimizer, outputs, figures, mixed }: Recipe): CompiledJson | null {
  if (outputs.some(({ loss }) => !Object.hasOwn(LOSSES, loss.name))) return null;
  const names = (weighted: boolean): string[][] =>
    outputs.map((_, k) =>
      figures.flatMap((figure) =>
        figure.spelled && figure.output === k && figure.weighted === weighted ? [figure.spelled] : [],
      ),
    );
  return {
    optimizer: { name: optimizer.name, config: optimizer.config },
    loss: outputs.map(({ loss: { name, config } }) => ({ name, config })),
    lossWeights: outputs.map(({ lossWeight }) => lossWeight),
    metrics: names(false),
    weightedMetrics: names(true),
    ...(mixed && { dtypePolicy: 'mixed_float16' }),
  };
}

/** The same as options of `compile`. */
export function compileOptions({ optimizer, ...lists }: CompiledJson): CompileOptions {
  return { optimizer, ...lists };
}
