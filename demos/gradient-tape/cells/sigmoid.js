import { gl, settings, show } from '../sigmoid.ts';

const W = gl.tensor(settings.W);
const b = gl.tensor(settings.b);
const x = gl.linspace(-10, 10, 401);

const curve = gl.sigmoid(x.mul(W).add(b));
const slope = gl.grad((x) =>
  gl.sigmoid(x.mul(W).add(b)).sum(),
)(x);

show.curve({
  x: await x.data(),
  curve: await curve.data(),
  slope: await slope.data(),
});
