//#import "../shared/numeric.wgsl"

// WGSL's max and min may drop a NaN; these pass it on, as NumPy's maximum and minimum do.
fn maximum(a: f32, b: f32) -> f32 {
  if (is_nan(a)) { return a; }
  return select(max(a, b), b, is_nan(b));
}
fn maximum_i32(a: i32, b: i32) -> i32 { return max(a, b); }
fn maximum_bool(a: bool, b: bool) -> bool { return a || b; }

fn minimum(a: f32, b: f32) -> f32 {
  if (is_nan(a)) { return a; }
  return select(min(a, b), b, is_nan(b));
}
fn minimum_i32(a: i32, b: i32) -> i32 { return min(a, b); }
fn minimum_bool(a: bool, b: bool) -> bool { return a && b; }

// The share of the derivative that goes to `a`: all of it, none, or half of it in a tie.
fn maximum_share(a: f32, b: f32) -> f32 { return select(select(0.0, 0.5, a == b), 1.0, a > b); }

fn clip(x: f32, low: f32, high: f32) -> f32 { return select(min(max(x, low), high), x, is_nan(x)); }
fn clip_i32(x: i32, low: i32, high: i32) -> i32 { return min(max(x, low), high); }
