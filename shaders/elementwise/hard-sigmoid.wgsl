//#import "../shared/numeric.wgsl"

fn hard_sigmoid(x: f32) -> f32 { return select(clamp((x + 3.0) / 6.0, 0.0, 1.0), x, is_nan(x)); }

// Below -3 the other factor is 0, and -infinity would make it NaN.
fn hard_silu(x: f32) -> f32 { return max(x, -3.0) * hard_sigmoid(x); }
