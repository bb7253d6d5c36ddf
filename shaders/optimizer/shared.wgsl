// What several optimizers need.

// Weights arrive as keep and take = 1 - keep, since 1 - 0.9 is not exact in float32.
fn running_average(average: f32, value: f32, keep: f32, take: f32) -> f32 {
  return keep * average + take * value;
}

fn approach(average: f32, value: f32, take: f32) -> f32 {
  return average + (value - average) * take;
}

// Nothing divided by nothing is nothing: a weight that never had a gradient stays where it is.
fn share(part: f32, whole: f32) -> f32 {
  return select(part / whole, 0.0, part == 0.0);
}

// 1 - beta^t for t = iteration + 1, from the logarithm of beta.
fn bias_correction(iteration: i32, log_beta: f32) -> f32 {
  return one_minus_exp(f32(iteration + 1) * log_beta);
}

// 1 - exp(x) for x <= 0. Near zero the difference would cancel, so a series takes over.
fn one_minus_exp(x: f32) -> f32 {
  if (x < -0.3) { return 1.0 - exp(x); }
  return -x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0 * (1.0 + x / 6.0)))));
}
