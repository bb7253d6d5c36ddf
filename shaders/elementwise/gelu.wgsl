//#import "erf.wgsl"
//#import "silu.wgsl"

// x times the normal distribution function: of erfc and not 1 + erf, which loses the tail.
fn gelu(x: f32) -> f32 { return 0.5 * above_minus_infinity(x) * erfc(-0.70710678 * x); }

// (1 + tanh(u)) / 2 is sigmoid(2u).
fn gelu_tanh(x: f32) -> f32 {
  return above_minus_infinity(x) * sigmoid(1.5957691216 * (x + 0.044715 * x * x * x));
}
