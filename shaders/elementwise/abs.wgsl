//#import "../shared/numeric.wgsl"

fn abs_f32(x: f32) -> f32 { return abs(x); }
fn abs_i32(x: i32) -> i32 { return abs(x); }

fn sign_f32(x: f32) -> f32 { return select(sign(x), x, is_nan(x)); }
fn sign_i32(x: i32) -> i32 { return sign(x); }
