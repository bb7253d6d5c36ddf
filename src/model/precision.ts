import { DeviceLimitError } from '../core/errors.ts';
import { lookUp } from '../core/names.ts';
import { runtime } from '../gpu/runtime.ts';
import type { Recipe } from './recipe.ts';

/** In which precision layers compute: see CompileOptions. */
export type DtypePolicy = 'float32' | 'mixed_float16' | 'mixedFloat16';

const IS_MIXED: Readonly<Record<string, boolean>> = { float32: false, mixed_float16: true };

/** Whether a policy means mixed precision. @throws ArgumentError for an unknown one */
export const isMixedPolicy = (call: string, policy: DtypePolicy): boolean =>
  lookUp(call, 'dtypePolicy', policy, IS_MIXED);

/** @throws DeviceLimitError when a model was compiled for what the device does not have */
export async function requirePrecision(call: string, recipe: Recipe | null): Promise<void> {
  if (!recipe?.mixed) return;
  const { hasHalfPrecision, description } = await runtime.ready();
  if (hasHalfPrecision) return;
  throw new DeviceLimitError(
    `${call}: dtypePolicy 'mixed_float16' needs a device with the WebGPU feature 'shader-f16', got one of ` +
      `'${description}' without it. Compile with dtypePolicy 'float32', use another adapter, or ask for the feature ` +
      'when you request the device that you give to gl.init.',
  );
}
