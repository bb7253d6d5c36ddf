//#import "../shared/numeric.wgsl"

// exp(NaN) is infinite on some drivers.
fn exp_f32(x: f32) -> f32 { return select(exp(x), x, is_nan(x)); }

// exp(x) - 1; a Taylor series where the subtraction would cancel.
fn expm1(x: f32) -> f32 {
  if (abs(x) > 0.5) { return exp_f32(x) - 1.0; }
  let tail = 1.0 / 120.0 + x * (1.0 / 720.0 + x * (1.0 / 5040.0 + x * (1.0 / 40320.0 + x / 362880.0)));
  return x + x * x * (0.5 + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x * tail)));
}
