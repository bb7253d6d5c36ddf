import { checkNumber, type Loss, makeLoss, meanOfLast } from './loss.ts';

export interface HuberOptions {
  /** Errors up to it count by their square, larger ones by their size. Default 1. */
  readonly delta?: number;
}

/**
 * e² / 2 for errors e up to delta, delta |e| - delta² / 2 for larger ones; the mean over the last
 * axis. Source: Huber, "Robust Estimation of a Location Parameter", 1964.
 *
 * @example gl.losses.huber().call(gl.tensor([[0], [0]]), gl.tensor([[0.5], [3]])) // [0.125 2.5]
 */
export function huber({ delta = 1 }: HuberOptions = {}): Loss {
  checkNumber('huber', { delta });
  return makeLoss({ name: 'huber', config: { delta } }, (y, p) => {
    const error = p.sub(y).abs();
    const far = error.mul(delta).sub(delta ** 2 / 2);
    return meanOfLast(error.square().div(2).where(error.lessEqual(delta), far));
  });
}
