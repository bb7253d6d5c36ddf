//#import "../shared/numeric.wgsl"

// log(0) is -88.03 on some drivers.
fn log_f32(x: f32) -> f32 {
  if (x == 0.0) { return negative_infinity(); }
  if (x < 0.0) { return not_a_number(); }
  return select(x, log(x), is_finite(x));
}
