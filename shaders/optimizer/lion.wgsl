// Lion. Source: Chen et al., arXiv 2302.06675; formulas of Keras 3, optimizers/lion.py.
fn lion_step(p: f32, m: f32, g: f32, rate: f32, keep: f32, take: f32) -> f32 {
  return p - rate * sign(keep * m + take * g);
}
