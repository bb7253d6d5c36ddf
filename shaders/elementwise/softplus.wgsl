//#import "../shared/numeric.wgsl"

// log(1 + u) for u in [0, 1]: 2 atanh(u / (2 + u)) as a series. WGSL's log has an absolute
// error of 2^-21 near 1, which is all there is of log(1 + u) for small u.
fn log1p_unit(u: f32) -> f32 {
  let s = u / (2.0 + u);
  let q = s * s;
  let series = 1.0 + q * (1.0 / 3.0 + q * (1.0 / 5.0 + q * (1.0 / 7.0 + q * (1.0 / 9.0 + q * (1.0 / 11.0 + q / 13.0)))));
  return 2.0 * s * series;
}

// log(1 + exp(x)) without overflow.
fn softplus(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  return max(x, 0.0) + log1p_unit(exp(-abs(x)));
}
