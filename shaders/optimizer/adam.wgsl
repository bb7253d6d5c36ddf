// Adam. Source: Kingma and Ba, arXiv 1412.6980; formulas of Keras 3, optimizers/adam.py.
fn adam_average(average: f32, value: f32, take: f32) -> f32 {
  return average + (value - average) * take;
}

fn adam_step(p: f32, m: f32, v: f32, rate: f32, epsilon: f32) -> f32 {
  return p - m * rate / (sqrt(v) + epsilon);
}

// rate * sqrt(1 - beta2^t) / (1 - beta1^t) for t = iteration + 1, from the logarithms of the betas.
fn adam_rate(rate: f32, iteration: i32, log_beta1: f32, log_beta2: f32) -> f32 {
  let t = f32(iteration + 1);
  return rate * sqrt(adam_one_minus_exp(t * log_beta2)) / adam_one_minus_exp(t * log_beta1);
}

// 1 - exp(x) for x <= 0. Near zero the difference would cancel, so a series takes over.
fn adam_one_minus_exp(x: f32) -> f32 {
  if (x < -0.3) { return 1.0 - exp(x); }
  return -x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0 * (1.0 + x / 6.0)))));
}
