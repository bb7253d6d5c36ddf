import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { specials } from './shapes.ts';

const dtypes = ['float32', 'int32', 'bool'] as const;

for (const from of dtypes) {
  for (const to of dtypes.filter((dtype) => dtype !== from)) {
    checkOp(`cast ${from} to ${to}`, {
      run: (x) => gl.cast(x, to),
      reference: (x) => expected.cast(x, to),
      inputs: [{ dtype: from, low: -5, high: 5 }],
      shapes: [[[65]]],
      gradient: 'none',
      dtype: to,
      special: from === 'float32' ? [[...specials, 1.9999999, -7.9, 16777216, 3e9, -3e9]] : [[0, 1, 1]],
      rejects: [[() => gl.cast(gl.zeros([1]), 'float64' as never), "cast: unknown dtype 'float64'"]],
    });
  }
}
