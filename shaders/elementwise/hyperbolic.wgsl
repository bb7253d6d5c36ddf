//#import "../shared/numeric.wgsl"
//#import "exp.wgsl"
//#import "log.wgsl"

// exp(|x|) / 2 as a square: it is finite wherever sinh and cosh are.
fn half_exp(x: f32) -> f32 {
  let root = exp(0.5 * abs(x));
  return (0.5 * root) * root;
}

fn sinh_f32(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  let q = x * x;
  if (q < 1.0) {
    return x + x * q * (1.0 / 6.0 + q * (1.0 / 120.0 + q * (1.0 / 5040.0 + q / 362880.0)));
  }
  let half = half_exp(x);
  return sign(x) * (half - 0.25 / half);
}

fn cosh_f32(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  let half = half_exp(x);
  return half + 0.25 / half;
}

// WGSL's tanh has an absolute error of 1e-5, and tanh(100) is NaN on some drivers.
// Polynomial: tanhf of the Cephes library, S. Moshier, netlib.org/cephes.
fn tanh_f32(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  let q = x * x;
  if (q < 0.390625) {
    let p = -3.33332819422e-1 + q * (1.33314422036e-1 + q * (-5.37397155531e-2 + q * (2.06390887954e-2 + q * -5.70498872745e-3)));
    return x + x * q * p;
  }
  // Beyond 15 the result is 1 to the last bit.
  return sign(x) * (1.0 - 2.0 / (exp(2.0 * min(abs(x), 15.0)) + 1.0));
}

// log(2x) for x whose square may overflow.
fn log_of_double(x: f32) -> f32 { return log_f32(x) + 0.69314718; }

fn asinh_f32(x: f32) -> f32 {
  let a = abs(x);
  if (a > 1e4 || is_nan(x)) { return sign(x) * log_of_double(a); }
  let q = a * a;
  return select(-1.0, 1.0, x > 0.0) * log1p(a + q / (1.0 + sqrt(1.0 + q)));
}

fn acosh_f32(x: f32) -> f32 {
  if (x > 1e4 || is_nan(x)) { return log_of_double(x); }
  if (x < 1.0) { return not_a_number(); }
  let t = x - 1.0;
  return log1p(t + sqrt(t * (2.0 + t)));
}

fn atanh_f32(x: f32) -> f32 {
  let a = abs(x);
  if (is_nan(x) || a > 1.0) { return not_a_number(); }
  if (a == 1.0) { return select(negative_infinity(), positive_infinity(), x > 0.0); }
  return select(-0.5, 0.5, x > 0.0) * log1p(2.0 * a / (1.0 - a));
}
