//#import "../shared/numeric.wgsl"

fn finite(x: f32) -> bool { return is_finite(x); }
fn infinite(x: f32) -> bool { return !is_finite(x) && !is_nan(x); }
fn nan(x: f32) -> bool { return is_nan(x); }

// Integers have neither NaN nor infinities.
fn yes_i32(x: i32) -> bool { return true; }
fn no_i32(x: i32) -> bool { return false; }
