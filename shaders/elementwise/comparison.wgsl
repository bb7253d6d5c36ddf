//#import "../shared/numeric.wgsl"

// Comparisons with NaN are false, and `not_equal` true, as in IEEE 754.
fn ordered(a: f32, b: f32) -> bool { return !(is_nan(a) || is_nan(b)); }

fn equal(a: f32, b: f32) -> bool { return a == b && ordered(a, b); }
fn equal_i32(a: i32, b: i32) -> bool { return a == b; }
fn equal_bool(a: bool, b: bool) -> bool { return a == b; }

fn not_equal(a: f32, b: f32) -> bool { return !equal(a, b); }
fn not_equal_i32(a: i32, b: i32) -> bool { return a != b; }
fn not_equal_bool(a: bool, b: bool) -> bool { return a != b; }

fn less(a: f32, b: f32) -> bool { return a < b && ordered(a, b); }
fn less_i32(a: i32, b: i32) -> bool { return a < b; }

fn less_equal(a: f32, b: f32) -> bool { return a <= b && ordered(a, b); }
fn less_equal_i32(a: i32, b: i32) -> bool { return a <= b; }

fn greater(a: f32, b: f32) -> bool { return a > b && ordered(a, b); }
fn greater_i32(a: i32, b: i32) -> bool { return a > b; }

fn greater_equal(a: f32, b: f32) -> bool { return a >= b && ordered(a, b); }
fn greater_equal_i32(a: i32, b: i32) -> bool { return a >= b; }
