import { cast } from './cast.ts';
import { full } from './creation.ts';
import { columnsOf, reduction, spread } from './reduce.ts';
import { stopGradient } from './stop-gradient.ts';

/**
 * log(sum(exp(x))) over axes (default: all) without overflow, float32. Of nothing: -infinity.
 * SciPy: logsumexp.
 *
 * @formula y = ln(e^x1 + e^x2 + ...)
 * @gradient dx = dy * e^(x - y)
 * @example gl.logSumExp([1000, 1000]) // 1000.6932
 */
export const logSumExp = reduction('logSumExp', (x, axes) => {
  const input = cast(x, 'float32');
  if (columnsOf(input, axes) === 0) {
    return full(
      input.shape.filter((_, d) => !axes.includes(d)),
      Number.NEGATIVE_INFINITY,
    );
  }
  const largest = stopGradient(input.max(axes));
  // An infinite largest element must not be subtracted from itself.
  const shift = largest.where(largest.isFinite(), 0);
  return input
    .sub(spread(shift, input, axes))
    .exp()
    .sum(axes)
    .log()
    .add(shift);
});
