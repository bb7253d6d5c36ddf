//#import "../shared/numeric.wgsl"

fn i32_to_f32(x: i32) -> f32 { return f32(x); }
fn bool_to_f32(x: bool) -> f32 { return f32(x); }
// The conversion truncates and saturates; of NaN it may be anything.
fn f32_to_i32(x: f32) -> i32 { return select(i32(x), 0, is_nan(x)); }
fn bool_to_i32(x: bool) -> i32 { return i32(x); }
fn f32_to_bool(x: f32) -> bool { return x != 0.0 || is_nan(x); }
fn i32_to_bool(x: i32) -> bool { return x != 0; }
