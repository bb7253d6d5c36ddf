import reducers from '../../shaders/reduce/reducers.wgsl';
import steps from '../../shaders/scan/steps.wgsl';
import type { WgslFunction } from '../core/wgsl.ts';
import type { GradientRule, ScanForm, ScanOp } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';

export interface ScanOptions {
  readonly axis: number;
  readonly reverse: boolean;
  readonly exclusive: boolean;
}

const STEPS: Record<ScanForm, Record<Tensor['dtype'], WgslFunction | null>> = {
  sum: { float32: reducers.functions.sum_f32, int32: reducers.functions.sum_i32, bool: null },
  product: {
    float32: reducers.functions.product_f32,
    int32: reducers.functions.product_i32,
    bool: reducers.functions.both,
  },
  linear: { float32: steps.functions.linear_step, int32: null, bool: null },
  segments: { float32: steps.functions.segment_f32, int32: steps.functions.segment_i32, bool: null },
};

/** The node of a scan (see ScanForm) over inputs of one shape; the result has the dtype of the first. */
export function scan(form: ScanForm, inputs: readonly Tensor[], options: ScanOptions): Tensor {
  const { axis, reverse, exclusive } = options;
  const [{ shape, dtype }] = inputs;
  const flags = [reverse && 'reverse', exclusive && 'exclusive'].filter(Boolean).join(' ');
  const op: ScanOp = {
    kind: 'scan',
    name: 'scan',
    form,
    step: STEPS[form][dtype] as WgslFunction,
    axis,
    reverse,
    exclusive,
    attributes: `${form} axis ${axis}${flags && ` ${flags}`}`,
    gradient: GRADIENTS[form]?.(options) ?? null,
  };
  return apply(op, inputs, shape, dtype);
}

/**
 * With h = a h' + b, where h' is the element before, and g the derivative of h: b's is g, a's is g h'.
 * What reaches h' is a g, so that g itself comes from a scan in the other direction. An exclusive
 * scan shows h' instead of h. Nothing is divided by, so that zeros do no harm.
 */
const GRADIENTS: Partial<Record<ScanForm, (options: ScanOptions) => GradientRule>> = {
  sum:
    (options) =>
    ({ dy }) => [scan('sum', [dy], { ...options, reverse: !options.reverse })],
  product:
    (options) =>
    ({ inputs: [a], dy }) => {
      const before = scan('product', [a], { ...options, exclusive: true });
      return [arriving(a, dy, options).mul(before)];
    },
  linear:
    (options) =>
    ({ inputs: [a, b], dy }) => {
      const g = arriving(a, dy, options);
      return [g.mul(scan('linear', [a, b], { ...options, exclusive: true })), g];
    },
};

function arriving(a: Tensor, dy: Tensor, { axis, reverse, exclusive }: ScanOptions): Tensor {
  const back = { axis, reverse: !reverse, exclusive: true };
  return exclusive ? scan('linear', [a, dy], back) : dy.add(scan('linear', [a, a.mul(dy)], back));
}
