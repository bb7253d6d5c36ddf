//#import "../shared/numeric.wgsl"

// |x| to the power of y, where WGSL's pow, exp2(y * log2(x)), may be undefined.
fn magnitude_pow(x: f32, y: f32) -> f32 {
  if (x == 1.0) { return 1.0; }
  if (x == 0.0) { return select(0.0, positive_infinity(), y < 0.0); }
  if (!is_finite(x)) { return select(positive_infinity(), 0.0, y < 0.0); }
  if (!is_finite(y)) { return select(0.0, positive_infinity(), (x > 1.0) == (y > 0.0)); }
  return pow(x, y);
}

// x to the power of a small whole number by repeated squaring: exact where the result is.
fn whole_pow(x: f32, y: i32) -> f32 {
  var result = 1.0;
  var factor = x;
  for (var rest = abs(y); rest > 0; rest >>= 1u) {
    if ((rest & 1) == 1) { result *= factor; }
    factor *= factor;
  }
  return select(result, 1.0 / result, y < 0);
}

// WGSL's pow is undefined for negative bases: whole exponents have a real result, others none.
fn pow_f32(x: f32, y: f32) -> f32 {
  if (y == 0.0 || x == 1.0) { return 1.0; }
  if (is_nan(x) || is_nan(y)) { return not_a_number(); }
  let whole = y == floor(y);
  if (whole && abs(y) <= 32.0 && is_finite(x) && x != 0.0) { return whole_pow(x, i32(y)); }
  let magnitude = magnitude_pow(abs(x), y);
  // Of -0 too: its odd powers have a sign.
  let minus = (bitcast<u32>(x) & 0x80000000u) != 0u;
  if (!minus || !is_finite(y)) { return magnitude; }
  // Every float32 from 2^24 on is an even number.
  if (abs(y) >= 16777216.0) { return magnitude; }
  if (!whole) { return select(not_a_number(), magnitude, x == 0.0 || !is_finite(x)); }
  let odd = abs(y - 2.0 * floor(y * 0.5)) == 1.0;
  return select(magnitude, -magnitude, odd);
}

// Wraps around like multiplication. A negative power is rounded towards 0, so that of 0 it is 0.
fn pow_i32(x: i32, y: i32) -> i32 {
  if (y < 0 && abs(x) != 1) { return 0; }
  var result = 1;
  var factor = x;
  for (var rest = bitcast<u32>(abs(y)); rest > 0u; rest >>= 1u) {
    if ((rest & 1u) == 1u) { result *= factor; }
    factor *= factor;
  }
  return result;
}
