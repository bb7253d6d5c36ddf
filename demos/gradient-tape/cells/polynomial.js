import {
  data,
  gl,
  settings,
  show,
} from '../polynomial.ts';

const { degree, learningRate, steps } = settings;
const { training, validation, grid } = data;

const orders = gl.arange(degree + 1);
const columns = [training.x, validation.x, grid].map(
  (x) => gl.acos(x).expandDims(1).mul(orders).cos(),
);
const weights = gl.variable(gl.zeros([degree + 1]));

const step = gl.jit(() => {
  const [loss, [gradient]] = gl.valueAndGrad(() => {
    const y = columns[0].matmul(weights);
    return y.sub(training.y).square().mean();
  }, [weights]);
  weights.assignSub(gradient.mul(learningRate));
  return loss;
});

const look = gl.jit(() => {
  const [fitted, unseen, curve] = columns.map((all) =>
    all.matmul(weights),
  );
  const rmse = [
    fitted.sub(training.y).square().mean().sqrt(),
    unseen.sub(validation.y).square().mean().sqrt(),
  ];
  return { rmse: gl.stack(rmse), curve };
});

for (let done = 0; done <= steps; done += 100) {
  const { rmse, curve } = look();
  const [seen, unseen] = await rmse.data();
  const y = await curve.data();
  await show.fit({ done, seen, unseen, curve: y });
  for (let i = 0; i < 100; i++) step();
}
show.result();
