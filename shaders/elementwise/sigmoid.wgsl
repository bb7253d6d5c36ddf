//#import "../shared/numeric.wgsl"

// Only exponents of negative numbers, so nothing overflows at either end.
fn sigmoid(x: f32) -> f32 {
  let e = exp(-abs(x));
  return select(select(1.0, e, x < 0.0) / (1.0 + e), x, is_nan(x));
}
