//#import "shared.wgsl"

// RMSprop. Source: Keras 3, optimizers/rmsprop.py; epsilon stands under the root there.
fn rmsprop_increment(g: f32, mean_square: f32, rate: f32, epsilon: f32) -> f32 {
  return share(rate * g, sqrt(mean_square + epsilon));
}

// A variance: rounding may push the difference below zero where the exact one is zero.
fn rmsprop_centered_increment(g: f32, mean_square: f32, mean: f32, rate: f32, epsilon: f32) -> f32 {
  return share(rate * g, sqrt(max(mean_square - mean * mean, 0.0) + epsilon));
}

fn rmsprop_momentum(momentum: f32, increment: f32, factor: f32) -> f32 {
  return factor * momentum + increment;
}
