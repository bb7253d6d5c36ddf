//#import "../shared/numeric.wgsl"
//#import "log.wgsl"

// log(1 + exp(x)) without overflow.
fn softplus(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  return max(x, 0.0) + log1p(exp(-abs(x)));
}

fn log_sigmoid(x: f32) -> f32 { return -softplus(-x); }
