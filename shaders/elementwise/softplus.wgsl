//#import "../shared/numeric.wgsl"

// log(1 + u), accurate for small u although WGSL has no log1p: Kahan's correction
// (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 1.14.1).
fn log1p(u: f32) -> f32 {
  let w = 1.0 + u;
  return select(log(w) * (u / (w - 1.0)), u, w == 1.0);
}

// log(1 + exp(x)) without overflow.
fn softplus(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  return max(x, 0.0) + log1p(exp(-abs(x)));
}
