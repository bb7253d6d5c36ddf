//#import "sigmoid.wgsl"
//#import "hyperbolic.wgsl"
//#import "softplus.wgsl"

// Products with a factor that goes to 0 faster than x to -infinity: the limit is 0, not NaN.
fn above_minus_infinity(x: f32) -> f32 { return max(x, -3.4028234e38); }

fn silu(x: f32) -> f32 { return above_minus_infinity(x) * sigmoid(x); }

fn mish(x: f32) -> f32 { return above_minus_infinity(x) * tanh_f32(softplus(x)); }
