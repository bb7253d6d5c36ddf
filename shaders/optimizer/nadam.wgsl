//#import "shared.wgsl"

// Nadam. Source: Dozat, 2015 (cs229.stanford.edu/proj2015/054_report.pdf); formulas of Keras 3, optimizers/nadam.py.

// How much momentum step number iteration + 1 keeps: it grows from about half of beta1 to beta1.
fn nadam_momentum(iteration: i32, beta1: f32) -> f32 {
  return beta1 * (1.0 - 0.5 * exp(f32(iteration + 1) * -0.040821994520255166));
}

// The momentum that the next step will see, without the bias of a start at zero.
fn nadam_look_ahead(m: f32, g: f32, momentum: f32, next: f32, product: f32) -> f32 {
  return next * m / (1.0 - product * next) + (1.0 - momentum) * g / (1.0 - product);
}

fn nadam_step(p: f32, ahead: f32, v: f32, rate: f32, correction: f32, epsilon: f32) -> f32 {
  return p - share(ahead * rate, sqrt(v / correction) + epsilon);
}
