//#import "../shared/numeric.wgsl"

// WGSL's log has an absolute error of 2^-21 near 1, which is all there is of the logarithm there,
// and log(0) is -88.03 on some drivers. Hence a logarithm of our own, within 2 units in the last place.

// log(1 + u) for sqrt(1/2) < 1 + u < sqrt(2): 2 atanh(u / (2 + u)) as a series.
fn log_of_one_plus(u: f32) -> f32 {
  let s = u / (2.0 + u);
  let q = s * s;
  let series = q * (1.0 / 3.0 + q * (1.0 / 5.0 + q * (1.0 / 7.0 + q * (1.0 / 9.0 + q / 11.0))));
  return u - s * (u - 2.0 * series);
}

fn log_f32(x: f32) -> f32 {
  if (is_nan(x) || x < 0.0) { return not_a_number(); }
  if (!is_finite(x)) { return x; }
  // Subnormal numbers have fewer bits; a device may also take them for 0.
  let subnormal = x < 0x1p-126;
  let scaled = select(x, x * 0x1p24, subnormal);
  if (scaled == 0.0) { return negative_infinity(); }
  // x = 2^k * m with m between sqrt(1/2) = bits 0x3f3504f3 and sqrt(2).
  let bits = bitcast<u32>(scaled) + (0x3f800000u - 0x3f3504f3u);
  let k = f32(i32(bits >> 23u) - select(127, 151, subnormal));
  let m = bitcast<f32>((bits & 0x007fffffu) + 0x3f3504f3u);
  // log(2) in two parts, the first of which has so few bits that the product is exact.
  return k * 0.693359375 + (log_of_one_plus(m - 1.0) - k * 2.12194440e-4);
}

// log(1 + x) without losing x in the sum.
fn log1p(x: f32) -> f32 {
  if (x > -0.29 && x < 0.41) { return log_of_one_plus(x); }
  return log_f32(1.0 + x);
}
