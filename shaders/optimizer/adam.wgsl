//#import "shared.wgsl"

// Adam. Source: Kingma and Ba, arXiv 1412.6980; formulas of Keras 3, optimizers/adam.py.
fn adam_step(p: f32, m: f32, v: f32, rate: f32, epsilon: f32) -> f32 {
  return p - share(m * rate, sqrt(v) + epsilon);
}

// rate * sqrt(1 - beta2^t) / (1 - beta1^t) for t = iteration + 1, from the logarithms of the betas.
fn adam_rate(rate: f32, iteration: i32, log_beta1: f32, log_beta2: f32) -> f32 {
  return rate * sqrt(bias_correction(iteration, log_beta2)) / bias_correction(iteration, log_beta1);
}
