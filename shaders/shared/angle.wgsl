//#import "numeric.wgsl"

// WGSL's sin and cos promise an absolute error of 2^-11, and that between -pi and pi only.
// These take any finite angle: integer arithmetic finds the nearest multiple of pi/2 exactly.
// Source: Payne and Hanek, "Radian reduction for trigonometric functions", SIGNUM 18(1), 1983.

// x = quadrant * pi/2 + rest with |rest| <= pi/4; of the quadrant only the last two bits are kept.
struct Angle {
  quadrant: u32,
  rest: f32,
}

fn high_word(a: u32, b: u32) -> u32 {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let cross = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
  let other = (a & 0xffffu) * (b >> 16u) + (cross & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (cross >> 16u) + (other >> 16u);
}

// 32 bits of 2/pi from the given one on; the first 32 bits stand before the point and are 0.
fn two_over_pi(bit: u32) -> u32 {
  var words = array<u32, 8>(
    0u, 0xa2f9836eu, 0x4e441529u, 0xfc2757d1u, 0xf534ddc0u, 0xdb629599u, 0x3c439041u, 0xfe5163abu,
  );
  let k = bit >> 5u;
  let shift = bit & 31u;
  return (words[k] << shift) | ((words[k + 1u] >> 1u) >> (31u - shift));
}

fn reduce_angle(x: f32) -> Angle {
  let bits = bitcast<u32>(x);
  let exponent = (bits >> 23u) & 255u;
  if (abs(x) <= 0.78539816) { return Angle(0u, x); }
  let mantissa = (bits & 0x007fffffu) | 0x00800000u;
  // Bits that stand for multiples of 4 quadrants are left out; 64 remain, two of them before the point.
  let first = exponent - 120u;
  let high = mantissa * two_over_pi(first) + high_word(mantissa, two_over_pi(first + 32u));
  let middle = mantissa * two_over_pi(first + 32u);
  let low = middle + high_word(mantissa, two_over_pi(first + 64u));
  let carried = high + select(0u, 1u, low < middle);
  let quadrant = (carried + 0x20000000u) >> 30u;
  let fraction = f32(bitcast<i32>(carried - (quadrant << 30u))) * 0x1p-30 + f32(low) * 0x1p-62;
  let rest = fraction * 1.57079633;
  if (x < 0.0) { return Angle((4u - quadrant) & 3u, -rest); }
  return Angle(quadrant & 3u, rest);
}

// Polynomials for [-pi/4, pi/4]: sinf and cosf of the Cephes library, S. Moshier, netlib.org/cephes.
fn sin_near_zero(x: f32) -> f32 {
  let q = x * x;
  return x + x * q * (-1.6666654611e-1 + q * (8.3321608736e-3 + q * -1.9515295891e-4));
}

fn cos_near_zero(x: f32) -> f32 {
  let q = x * x;
  return 1.0 - 0.5 * q + q * q * (4.166664568298827e-2 + q * (-1.388731625493765e-3 + q * 2.443315711809948e-5));
}

// The sine of an angle that begins `turn` quadrants later.
fn sin_of(angle: Angle, turn: u32) -> f32 {
  let quadrant = angle.quadrant + turn;
  let value = select(sin_near_zero(angle.rest), cos_near_zero(angle.rest), (quadrant & 1u) == 1u);
  return select(value, -value, (quadrant & 2u) == 2u);
}
