import { ArgumentError } from '../core/errors.ts';
import { gradients } from '../graph/grad.ts';
import type { TensorLike } from '../graph/methods.ts';
import { Tensor } from '../graph/tensor.ts';
import { currentValue, Variable } from '../graph/variable.ts';
import { convert } from './convert.ts';
import { zerosLike } from './creation.ts';

type Scalar = (...args: Tensor[]) => Tensor;

/**
 * The value of a scalar function without arguments, and its derivatives with respect to
 * tensors that it uses (usually variables): `[loss, [dW, db]]`.
 *
 * @param fn returns a float32 scalar
 * @param variables what to differentiate with respect to; zeros where fn does not depend on one
 * @shape a scalar, and a derivative in the shape of each variable
 * @throws ShapeError: `fn` returns a tensor that is no scalar.
 * @example
 * const w = gl.variable([1, 2]);
 * const [loss, [dw]] = gl.valueAndGrad(() => w.square().sum(), [w]);
 * loss // 5.0
 * dw // [2. 4.]
 */
export function valueAndGrad(fn: () => Tensor, variables: readonly Tensor[]): [Tensor, Tensor[]] {
  // What a variable holds before fn, which may assign to it.
  const wrt = variables.map(currentValue);
  const loss = fn();
  return [loss, derivatives('valueAndGrad', loss, wrt)];
}

/**
 * With a list of variables: the derivatives of a scalar function without arguments. Without:
 * the derivative of `fn` as a function of its first argument, so that `grad(grad(fn))` works.
 *
 * @shape the derivative of a variable, or of the argument, has its shape
 * @throws ShapeError: `fn` returns a tensor that is no scalar.
 * @example
 * gl.grad((x) => x.mul(x).sum())([1, 2, 3]) // [2. 4. 6.]
 * gl.grad(gl.grad((x) => x.pow(3)))(2) // 12.0
 */
export function grad(fn: () => Tensor, variables: readonly Tensor[]): Tensor[];
export function grad(fn: Scalar): (...args: TensorLike[]) => Tensor;
export function grad(
  fn: Scalar,
  variables?: readonly Tensor[],
): Tensor[] | ((...args: TensorLike[]) => Tensor) {
  if (variables) return valueAndGrad(fn, variables)[1];
  return (...args) => {
    if (args.length === 0)
      throw new ArgumentError('grad: the function of a derivative needs at least one argument.');
    const inputs = args.map((arg) => float(arg));
    return derivatives('grad', fn(...inputs), [inputs[0]])[0];
  };
}

/** A number to differentiate by must be a node of its own, not a constant. */
function float(arg: TensorLike): Tensor {
  return currentValue(convert(arg, arg instanceof Tensor ? undefined : 'float32'));
}

function derivatives(call: string, loss: Tensor, wrt: readonly Tensor[]): Tensor[] {
  if (!(loss instanceof Tensor)) {
    throw new ArgumentError(`${call}: the function must return a scalar tensor, got ${typeof loss}.`);
  }
  const found = gradients(call, loss instanceof Variable ? currentValue(loss) : loss, wrt);
  return found.map((derivative, k) => derivative ?? zerosLike(wrt[k]));
}
