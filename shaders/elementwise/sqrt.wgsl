//#import "../shared/numeric.wgsl"

fn sqrt_f32(x: f32) -> f32 {
  if (x < 0.0) { return not_a_number(); }
  return select(x, sqrt(x), is_finite(x));
}

fn rsqrt(x: f32) -> f32 {
  if (is_nan(x) || x < 0.0) { return not_a_number(); }
  if (x == 0.0) { return positive_infinity(); }
  return select(0.0, inverseSqrt(x), is_finite(x));
}
