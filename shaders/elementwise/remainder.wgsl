//#import "../shared/numeric.wgsl"

// |x| mod |y| by long division of the bits: exact, where x - y * floor(x / y) loses all of them
// when the quotient is large. Finite x, y not 0.
fn remainder_of_magnitudes(x: f32, y: f32) -> f32 {
  let a = bitcast<u32>(x) & 0x7fffffffu;
  let b = bitcast<u32>(y) & 0x7fffffffu;
  if (a < b) { return abs(x); }
  // Subnormal numbers have the exponent of the smallest normal ones, and no hidden bit.
  var exponent = max(a >> 23u, 1u);
  let lowest = max(b >> 23u, 1u);
  var rest = (a & 0x007fffffu) | select(0u, 0x00800000u, a >= 0x00800000u);
  let divisor = (b & 0x007fffffu) | select(0u, 0x00800000u, b >= 0x00800000u);
  loop {
    if (rest >= divisor) { rest = rest % divisor; }
    if (exponent == lowest) { break; }
    // Eight quotient bits at a time fit into 32.
    let step = min(exponent - lowest, 8u);
    rest = rest << step;
    exponent -= step;
  }
  // rest * 2^(lowest - 150), in two steps since the power alone may be subnormal.
  let power = bitcast<f32>((max(lowest, 24u) - 23u) << 23u);
  return f32(rest) * power * bitcast<f32>((min(lowest, 24u) + 103u) << 23u);
}

// The remainder has the sign of the divisor, as in Python and NumPy.
fn mod_f32(x: f32, y: f32) -> f32 {
  if (!is_finite(x) || is_nan(y) || y == 0.0) { return not_a_number(); }
  let magnitude = select(abs(x), remainder_of_magnitudes(x, y), is_finite(y));
  let rest = select(magnitude, -magnitude, x < 0.0);
  return select(rest, rest + y, rest != 0.0 && (x < 0.0) != (y < 0.0));
}

fn floor_div_f32(x: f32, y: f32) -> f32 {
  if (y == 0.0) {
    if (x == 0.0 || is_nan(x)) { return not_a_number(); }
    let negative = (x < 0.0) != ((bitcast<u32>(y) & 0x80000000u) != 0u);
    return select(positive_infinity(), negative_infinity(), negative);
  }
  let rest = mod_f32(x, y);
  if (is_nan(rest)) { return rest; }
  if (!is_finite(y)) { return select(0.0, -1.0, rest != x); }
  // A whole number but for the rounding of the division.
  return round((x - rest) / y);
}

// Integer division by zero gives 0, as NumPy's arrays do; WGSL defines the lowest number divided by -1 as itself.
fn floor_div_i32(x: i32, y: i32) -> i32 {
  if (y == 0) { return 0; }
  let quotient = x / y;
  return select(quotient, quotient - 1, x % y != 0 && (x < 0) != (y < 0));
}

fn mod_i32(x: i32, y: i32) -> i32 {
  if (y == 0) { return 0; }
  let rest = x % y;
  return select(rest, rest + y, rest != 0 && (rest < 0) != (y < 0));
}
