//#import "../shared/numeric.wgsl"
//#import "../elementwise/extrema.wgsl"

// How a reduction combines two partial results, and for argMax how an element becomes one.

fn sum_f32(a: f32, b: f32) -> f32 { return a + b; }
fn sum_i32(a: i32, b: i32) -> i32 { return a + b; }

struct Candidate {
  value: f32,
  position: i32,
}

fn candidate(value: f32, position: u32) -> Candidate { return Candidate(value, i32(position)); }
fn candidate_position(a: Candidate) -> i32 { return a.position; }

// The first of equals wins, and a NaN wins over every number, as in NumPy.
fn better_position(a: Candidate, b: Candidate, b_wins: bool) -> bool {
  if (is_nan(a.value) || is_nan(b.value)) {
    if (is_nan(a.value) && is_nan(b.value)) { return b.position < a.position; }
    return is_nan(b.value);
  }
  return b_wins || (a.value == b.value && b.position < a.position);
}

fn larger(a: Candidate, b: Candidate) -> Candidate {
  if (better_position(a, b, b.value > a.value)) { return b; }
  return a;
}

fn smaller(a: Candidate, b: Candidate) -> Candidate {
  if (better_position(a, b, b.value < a.value)) { return b; }
  return a;
}
