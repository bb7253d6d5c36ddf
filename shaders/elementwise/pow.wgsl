//#import "../shared/numeric.wgsl"

// WGSL's pow is undefined for negative bases: whole exponents have a real result, others none.
fn pow_f32(x: f32, y: f32) -> f32 {
  if (y == 0.0) { return 1.0; }
  if (is_nan(x) || is_nan(y)) { return not_a_number(); }
  if (x == 0.0) {
    if (y < 0.0) { return positive_infinity(); }
    return 0.0;
  }
  let magnitude = pow(abs(x), y);
  if (x > 0.0) { return magnitude; }
  if (y != floor(y)) { return not_a_number(); }
  let odd = abs(y - 2.0 * floor(y * 0.5)) == 1.0;
  return select(magnitude, -magnitude, odd);
}
