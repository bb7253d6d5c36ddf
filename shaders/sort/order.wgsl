//#import "../shared/numeric.wgsl"

// Whether `a` stands in front of `b` in a sorted row; `ties` says what equals do. A NaN counts as
// larger than every number, and equals every other NaN.

fn below_f32(a: f32, b: f32) -> bool { return !is_nan(a) && (is_nan(b) || a < b); }

fn ascending_f32(a: f32, b: f32, ties: bool) -> bool {
  return select(below_f32(a, b), !below_f32(b, a), ties);
}
fn descending_f32(a: f32, b: f32, ties: bool) -> bool {
  return select(below_f32(b, a), !below_f32(a, b), ties);
}
fn ascending_i32(a: i32, b: i32, ties: bool) -> bool { return a < b || (ties && a == b); }
fn descending_i32(a: i32, b: i32, ties: bool) -> bool { return a > b || (ties && a == b); }
