//#import "shared.wgsl"
//#import "../elementwise/pow.wgsl"

// FTRL. Source: McMahan et al., 2013 (research.google.com/pubs/archive/41159.pdf); formulas of Keras 3,
// optimizers/ftrl.py.
fn ftrl_power(sum_of_squares: f32, exponent: f32) -> f32 {
  if (exponent == 0.5) { return sqrt(sum_of_squares); }
  return pow_f32(sum_of_squares, exponent);
}

// ftrl_power after a step less that before it. The difference of the roots would cancel.
fn ftrl_growth(before: f32, after: f32, g: f32, exponent: f32) -> f32 {
  if (exponent == 0.5) { return share(g * g, sqrt(after) + sqrt(before)); }
  return pow_f32(after, exponent) - pow_f32(before, exponent);
}

fn ftrl_linear(linear: f32, g: f32, p: f32, growth: f32, rate: f32, shrinkage: f32) -> f32 {
  return linear + (g + 2.0 * shrinkage * p - growth / rate * p);
}

fn ftrl_step(linear: f32, power: f32, rate: f32, l1: f32, l2: f32, beta: f32) -> f32 {
  return share(clamp(linear, -l1, l1) - linear, power / rate + 2.0 * (l2 + beta / (2.0 * rate)));
}
