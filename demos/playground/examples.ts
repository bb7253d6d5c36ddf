export interface Example {
  readonly name: string;
  /** What to look at. */
  readonly lesson: string;
  readonly code: string;
}

export const examples: readonly Example[] = [
  {
    name: 'Softmax cross-entropy',
    lesson: 'A loss from its parts, and its gradient: all of it in two dispatches.',
    code: `const logits = gl.tensor([[2, 1, 0.1], [0.5, 2.5, 0]]);
const labels = gl.oneHot([0, 2], 3);

const crossEntropy = (logits) =>
  gl.logSoftmax(logits).mul(labels).sum(-1).mean().neg();

const [loss, [gradient]] = gl.valueAndGrad(
  () => crossEntropy(logits),
  [logits],
);
return { loss, gradient };`,
  },
  {
    name: 'Layer norm',
    lesson: 'Two means and the arithmetic around them, written out: still one dispatch.',
    code: `const x = gl.randomNormal([64, 256], { mean: 3, seed: 1 });

// What is made outside of the function is data to it.
return () => {
  const centred = x.sub(x.mean(-1, { keepDims: true }));
  const variance = centred.square().mean(-1, { keepDims: true });
  return centred.mul(variance.add(1e-5).rsqrt());
};`,
  },
  {
    name: 'Matmul + bias + ReLU',
    lesson: 'A dense layer: what follows the matrix product is computed before its result is stored.',
    code: `const x = gl.randomNormal([64, 784], { seed: 1 });
const w = gl.randomNormal([784, 100], { stddev: 0.05, seed: 2 });
const b = gl.full([100], 0.1);

return () => x.matmul(w).add(b).relu();`,
  },
  {
    name: 'Convolution',
    lesson: 'The windows over the image are index arithmetic in the kernel; no copy of them is made.',
    code: `// A white square on black.
const image = gl.ones([1, 4, 4, 1])
  .pad([[0, 0], [2, 2], [2, 2], [0, 0]]);
const edges = gl.tensor([
  [-1, -2, -1],
  [0, 0, 0],
  [1, 2, 1],
]).reshape([3, 3, 1, 1]);

return () =>
  gl.conv2d(image, edges, { padding: 'same' })
    .reshape([8, 8]);`,
  },
  {
    name: 'A step of training',
    lesson:
      'Loss, gradients and updates of a linear regression, in one dispatch. 100 steps bring w near 3 and b near 2.',
    code: `const x = gl.linspace(-1, 1, 64);
const y = x.mul(3).add(2);
const w = gl.variable(0, { name: 'w' });
const b = gl.variable(0, { name: 'b' });

const step = gl.jit(() => {
  const [loss, [dw, db]] = gl.valueAndGrad(
    () => w.mul(x).add(b).squaredDifference(y).mean(),
    [w, b],
  );
  w.assignSub(dw.mul(0.1));
  b.assignSub(db.mul(0.1));
  return { loss, w, b };
});

for (let k = 0; k < 100; k++) step();
step`,
  },
];
