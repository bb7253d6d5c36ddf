//#import "../shared/numeric.wgsl"

// Sorting compares integers: the bits of a float in the order of its value. A NaN comes last of all,
// behind infinity; -0 equals 0.
fn order_key(x: f32) -> i32 {
  if (is_nan(x)) { return 0x7fffffff; }
  if (x == 0.0) { return 0; }
  let bits = bitcast<i32>(x);
  return select(bits, bits ^ 0x7fffffff, bits < 0);
}

// The largest first.
fn reversed_key(key: i32) -> i32 { return ~key; }

// Whether `a` stands in front of `b` in a sorted row; `ties` says what equals do.
fn precedes(a: i32, b: i32, ties: bool) -> bool { return a < b || (ties && a == b); }
