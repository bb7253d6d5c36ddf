//#import "shared.wgsl"

// Adamax. Source: Kingma and Ba, arXiv 1412.6980, section 7.1; formulas of Keras 3, optimizers/adamax.py.
fn adamax_norm(norm: f32, g: f32, beta2: f32) -> f32 {
  return max(beta2 * norm, abs(g));
}

fn adamax_step(p: f32, m: f32, norm: f32, rate: f32, correction: f32, epsilon: f32) -> f32 {
  return p - share(rate * m, correction * (norm + epsilon));
}
