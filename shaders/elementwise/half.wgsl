//#import "../shared/numeric.wgsl"

// The nearest numbers of 16 bits. Past the largest of them there is infinity, whichever way the
// adapter rounds: that is how an overflow is found.
fn half_of(x: f32) -> f32 {
  return select(f32(f16(x)), x * positive_infinity(), abs(x) >= 65520.0);
}

fn halves_of(x: vec4f) -> vec4f {
  return select(vec4f(vec4<f16>(x)), x * positive_infinity(), abs(x) >= vec4f(65520.0));
}
