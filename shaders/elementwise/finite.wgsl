//#import "../shared/numeric.wgsl"

fn finite(x: f32) -> bool { return is_finite(x); }
