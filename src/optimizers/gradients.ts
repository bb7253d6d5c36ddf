import { ArgumentError, DTypeError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { sameShape } from '../core/shape.ts';
import { Tensor } from '../graph/tensor.ts';
import { currentValue, Variable } from '../graph/variable.ts';

export type GradientPair = readonly [gradient: Tensor | null, variable: Variable];

/** Pairs as two lists. */
export function asPairs(
  call: string,
  pairs: Iterable<GradientPair>,
): [gradients: (Tensor | null)[], variables: Variable[]] {
  const list =
    typeof pairs?.[Symbol.iterator] === 'function' ? [...pairs] : [pairs as unknown as GradientPair];
  const wrong = list.find((pair) => !Array.isArray(pair) || pair.length !== 2);
  if (wrong) throw new ArgumentError(`${call}: expected pairs [gradient, variable], got ${String(wrong)}.`);
  return [list.map(([gradient]) => gradient), list.map(([, variable]) => variable)];
}

/** The gradients that there are, each with its variable, after a look at both. */
export function checkGradients(
  call: string,
  gradients: readonly (Tensor | null)[],
  variables: readonly Variable[],
): [gradient: Tensor, variable: Variable][] {
  checkVariables(call, variables);
  if (gradients.length !== variables.length) {
    throw new ArgumentError(
      `${call}: expected one gradient per variable, got ${gradients.length} gradients for ${variables.length} variables.`,
    );
  }
  const pairs: [Tensor, Variable][] = [];
  for (const [k, gradient] of gradients.entries()) {
    const variable = variables[k];
    if (gradient === null || gradient === undefined) continue;
    if (!(gradient instanceof Tensor)) {
      throw new ArgumentError(
        `${call}: the gradient of '${variable.name}' must be a tensor, got ${String(gradient)}.`,
      );
    }
    if (!sameShape(gradient.shape, variable.shape)) {
      throw new ShapeError(
        `${call}: the gradient of '${variable.name}' must have its shape, ${shapeText(variable.shape)}; ` +
          `got ${shapeText(gradient.shape)}.`,
      );
    }
    if (gradient.dtype !== 'float32') {
      throw new DTypeError(
        `${call}: the gradient of '${variable.name}' must be float32, got ${gradient.dtype}.`,
      );
    }
    pairs.push([currentValue(gradient), variable]);
  }
  if (pairs.length > 0) return pairs;
  throw new ArgumentError(
    `${call}: there are no gradients. Pass at least one variable with a gradient that is not null.`,
  );
}

/** Refuses what cannot be trained. */
export function checkVariables(call: string, variables: readonly Variable[]): void {
  if (!Array.isArray(variables))
    throw new ArgumentError(`${call}: expected a list of variables, got ${String(variables)}.`);
  for (const [k, variable] of variables.entries()) {
    if (!(variable instanceof Variable)) {
      throw new ArgumentError(`${call}: variable ${k} must be made by gl.variable, got ${String(variable)}.`);
    }
    if (variable.dtype !== 'float32') {
      throw new DTypeError(
        `${call}: variable '${variable.name}' holds ${variable.dtype}; only float32 can be trained.`,
      );
    }
    if (variables.indexOf(variable) !== k)
      throw new ArgumentError(`${call}: variable '${variable.name}' is in the list twice.`);
  }
}
