import { type Traced, trace } from '../../src/graph/trace.ts';
import { packVariables } from '../../src/graph/variable.ts';
import * as gl from '../../src/index.ts';
import { pack } from '../../src/ops/pack.ts';

/** The training step of a multi-layer perceptron on minibatches of 32, written with plain operations. */
export function mlpStep(): Traced {
  const shapes = [[784, 300], [300], [300, 100], [100], [100, 10], [10]];
  const specs = shapes.map((shape, k) => ({ name: `weight ${k}`, shape }));
  const { flat, parts } = packVariables('params', specs);
  const [W1, b1, W2, b2, W3, b3] = parts;
  const counters = packVariables('counters', [
    { name: 'cursor', shape: [], dtype: 'int32' },
    { name: 'loss', shape: [] },
    { name: 'accuracy', shape: [] },
  ]);
  const [cursor, lossSum, accuracySum] = counters.parts;
  const X = gl.tensor(new Float32Array(320 * 784), [320, 784]);
  const Y = gl.tensor(new Int32Array(320));
  return trace(() => {
    const rows = gl.arange(32).add(cursor.mul(32));
    const y = gl.gather(Y, rows);
    const x = gl.gather(X, rows);
    let correct = gl.tensor(0);
    const [loss, gradients] = gl.valueAndGrad(() => {
      const h1 = gl.relu(x.matmul(W1).add(b1));
      const h2 = gl.relu(h1.matmul(W2).add(b2));
      const logits = h2.matmul(W3).add(b3);
      correct = logits.argMax().equal(y).cast('float32').sum();
      const picked = gl.where(y.expandDims(-1).equal(gl.arange(10)), gl.logSoftmax(logits), 0);
      return picked.sum(-1).neg().mean();
    }, parts);
    flat.assignSub(pack(gradients, parts, flat).mul(0.01));
    lossSum.assignAdd(loss);
    accuracySum.assignAdd(correct);
    cursor.assignAdd(1);
    return [];
  });
}

/** Gradient-tape linear regression on `points` points, all of them in every step. */
export function regressionStep(points: number): Traced {
  const W = gl.variable(5, { name: 'W' });
  const b = gl.variable(0, { name: 'b' });
  const x = gl.tensor(new Float32Array(points));
  const y = gl.tensor(new Float32Array(points));
  return trace(() => {
    const [loss, [dW, db]] = gl.valueAndGrad(() => gl.mean(gl.square(W.mul(x).add(b).sub(y))), [W, b]);
    W.assignSub(dW.mul(0.1));
    b.assignSub(db.mul(0.1));
    return [loss];
  });
}
