//#import "shared.wgsl"

// Adadelta. Source: Zeiler, arXiv 1212.5701; formulas of Keras 3, optimizers/adadelta.py.
fn adadelta_change(g: f32, mean_square: f32, mean_square_change: f32, epsilon: f32) -> f32 {
  return share(g * sqrt(mean_square_change + epsilon), sqrt(mean_square + epsilon));
}

fn adadelta_step(p: f32, change: f32, rate: f32) -> f32 {
  return p - rate * change;
}
