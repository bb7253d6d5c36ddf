import { gl, settings, show } from '../regression.ts';

const { learningRate, epochs } = settings;

const x = gl.randomNormal([1000]);
const noise = gl.randomNormal([1000]);
const y = x.mul(3).add(2).add(noise);
show.points(await x.data(), await y.data());

const W = gl.variable(5);
const b = gl.variable(0);

const step = gl.jit(() => {
  const [loss, [dW, db]] = gl.valueAndGrad(
    () => W.mul(x).add(b).sub(y).square().mean(),
    [W, b],
  );
  W.assignSub(dW.mul(learningRate));
  b.assignSub(db.mul(learningRate));
  return loss;
});

for (let epoch = 0; epoch < epochs; epoch++) {
  const [slope] = await W.data();
  const [intercept] = await b.data();
  const [loss] = await step().data();
  await show.epoch({ W: slope, b: intercept, loss });
}

const [slope] = await W.data();
const [intercept] = await b.data();
show.result({ W: slope, b: intercept });
