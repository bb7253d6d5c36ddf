//#import "random.wgsl"
//#import "../elementwise/log.wgsl"
//#import "../shared/angle.wgsl"

// Box and Muller on two of the three words; 1 - u lies in (0, 1], so the logarithm is finite.
fn random_normal(seed: i32, counter: i32, index: i32) -> f32 {
  let h = hash3(seed, counter, index);
  let radius = sqrt(-2.0 * log_f32(1.0 - f32(h.x >> 8u) * 0x1p-24));
  // The upper two bits choose the quadrant, the rest an angle between -pi/4 and pi/4.
  let rest = (f32((h.y >> 6u) & 0x00ffffffu) * 0x1p-24 - 0.5) * 1.57079633;
  return radius * sin_of(Angle(h.y >> 30u, rest), 0u);
}

// Numbers beyond two standard deviations are drawn again, each time from another stream.
fn random_truncated_normal(seed: i32, counter: i32, index: i32) -> f32 {
  var stream = seed;
  loop {
    let value = random_normal(stream, counter, index);
    if (abs(value) <= 2.0) { return value; }
    stream += 1640531527;
  }
}
