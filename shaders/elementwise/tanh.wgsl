//#import "../shared/numeric.wgsl"

// tanh(100) is NaN on some drivers; beyond 15 the result is 1 to the last bit.
fn tanh_f32(x: f32) -> f32 { return select(tanh(clamp(x, -15.0, 15.0)), x, is_nan(x)); }
