//#import "../shared/numeric.wgsl"

// WGSL allows atan, and what is made of it, to be off by 4096 units in the last place.
// Polynomials: asinf and atanf of the Cephes library, S. Moshier, netlib.org/cephes.

fn asin_below_half(x: f32) -> f32 {
  let q = x * x;
  return x + x * q * (1.6666752422e-1 + q * (7.4953002686e-2 + q * (4.5470025998e-2 + q * (2.4181311049e-2 + q * 4.2163199048e-2))));
}

fn asin_f32(x: f32) -> f32 {
  let a = abs(x);
  if (is_nan(x) || a > 1.0) { return not_a_number(); }
  if (a <= 0.5) { return asin_below_half(x); }
  return sign(x) * (1.57079633 - 2.0 * asin_below_half(sqrt(0.5 * (1.0 - a))));
}

fn acos_f32(x: f32) -> f32 {
  let a = abs(x);
  if (is_nan(x) || a > 1.0) { return not_a_number(); }
  if (a <= 0.5) { return 1.57079633 - asin_below_half(x); }
  let angle = 2.0 * asin_below_half(sqrt(0.5 * (1.0 - a)));
  return select(3.14159265 - angle, angle, x > 0.0);
}

// For 0 <= x <= 1; above tan(pi/8) the angle to pi/4 is smaller.
fn atan_below_one(x: f32) -> f32 {
  let far = x > 0.41421356;
  let t = select(x, (x - 1.0) / (x + 1.0), far);
  let q = t * t;
  let angle = t + t * q * (-3.33329491539e-1 + q * (1.99777106478e-1 + q * (-1.38776856032e-1 + q * 8.05374449538e-2)));
  return select(angle, 0.78539816 + angle, far);
}

fn atan_f32(x: f32) -> f32 {
  let a = abs(x);
  if (is_nan(x)) { return x; }
  if (a <= 1.0) { return sign(x) * atan_below_one(a); }
  return sign(x) * (1.57079633 - atan_below_one(1.0 / a));
}

fn has_minus_sign(x: f32) -> bool { return (bitcast<u32>(x) & 0x80000000u) != 0u; }

// Zeros and infinities of either sign give the angles of IEEE 754.
fn atan2_f32(y: f32, x: f32) -> f32 {
  if (is_nan(x) || is_nan(y)) { return not_a_number(); }
  // Division is inaccurate for the largest denominators.
  let scale = select(1.0, 0x1p-32, max(abs(x), abs(y)) > 0x1p100);
  let a = abs(y) * scale;
  let b = abs(x) * scale;
  var angle = 0.78539816;
  if (a < b) { angle = atan_below_one(a / b); }
  if (a > b) { angle = 1.57079633 - atan_below_one(b / a); }
  if (a == 0.0 && b == 0.0) { angle = 0.0; }
  if (has_minus_sign(x)) { angle = 3.14159265 - angle; }
  return select(angle, -angle, has_minus_sign(y));
}
