//#import "shared.wgsl"

// Adagrad. Source: Duchi et al., JMLR 12 (2011); formulas of Keras 3, optimizers/adagrad.py.
fn adagrad_step(p: f32, g: f32, sum_of_squares: f32, rate: f32, epsilon: f32) -> f32 {
  return p - share(rate * g, sqrt(sum_of_squares + epsilon));
}
