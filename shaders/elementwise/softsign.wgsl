//#import "../shared/numeric.wgsl"

fn softsign(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  return select(sign(x), x / (1.0 + abs(x)), is_finite(x));
}
