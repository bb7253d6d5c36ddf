//#import "../shared/numeric.wgsl"

// exp(NaN) is infinite on some drivers.
fn exp_f32(x: f32) -> f32 { return select(exp(x), x, is_nan(x)); }
