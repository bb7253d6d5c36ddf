// Gradient descent. Source: Keras 3, optimizers/sgd.py.
fn sgd_step(p: f32, g: f32, rate: f32) -> f32 {
  return p - rate * g;
}

fn sgd_velocity(velocity: f32, g: f32, rate: f32, momentum: f32) -> f32 {
  return momentum * velocity - rate * g;
}

fn sgd_nesterov_step(p: f32, velocity: f32, g: f32, rate: f32, momentum: f32) -> f32 {
  return p + (momentum * velocity - rate * g);
}
