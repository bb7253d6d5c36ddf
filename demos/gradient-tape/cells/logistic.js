import { gl, settings, show } from '../logistic.ts';

const { learningRate, epochs } = settings;

const x = gl.tensor([-5, -3, -1, 1, 3, 5]);
const y = gl.tensor([0, 0, 0, 1, 1, 1]);
show.points(await x.data(), await y.data());

const W = gl.variable(-0.01);

const step = gl.jit(() => {
  const [loss, [dW]] = gl.valueAndGrad(() => {
    const p = W.mul(x).neg().exp().add(1).reciprocal();
    const yes = y.mul(p.log());
    const no = gl.sub(1, y).mul(gl.sub(1, p).log());
    return yes.add(no).mean().neg();
  }, [W]);
  W.assignSub(dW.mul(learningRate));
  return loss;
});

for (let epoch = 0; epoch < epochs; epoch++) {
  const [loss] = await step().data();
  const [weight] = await W.data();
  await show.epoch({ W: weight, loss });
}
show.result();
