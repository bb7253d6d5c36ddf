//#import "../shared/numeric.wgsl"

fn sqrt_f32(x: f32) -> f32 {
  if (x < 0.0) { return not_a_number(); }
  return select(x, sqrt(x), is_finite(x));
}
