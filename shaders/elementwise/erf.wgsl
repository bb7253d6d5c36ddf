//#import "../shared/numeric.wgsl"

// Polynomials: erff and erfcf of the Cephes library, S. Moshier, netlib.org/cephes.

fn erf_below_one(x: f32) -> f32 {
  let q = x * x;
  let p = -2.685381193529856e-2 + q * (5.188327685732524e-3 + q * (-8.010193625184903e-4 + q * 7.853861353153693e-5));
  return x * (1.128379165726710 + q * (-3.761262582423300e-1 + q * (1.128358514861418e-1 + q * p)));
}

// The area of the tail, for x >= 1.
fn erfc_above_one(x: f32) -> f32 {
  // exp(-x * x) is 0 from here on, also where the square would overflow.
  let a = min(x, 11.0);
  let q = 1.0 / (a * a);
  var p = 0.0;
  if (a < 2.0) {
    p = 6.210004621745983e-1 + q * (-5.824733027278666e-1 + q * (3.687424674597105e-1 + q * (-1.387039388740657e-1 + q * 2.326819970068386e-2)));
    p = 5.638259427386472e-1 + q * (-2.741127028184656e-1 + q * (3.404879937665872e-1 + q * (-4.944515323274145e-1 + q * p)));
  } else {
    p = -1.015265279202700 + q * (2.921019019210786 + q * (-7.495518717768503 + q * (12.97719955372516 + q * -10.47766399936249)));
    p = 5.641895067754075e-1 + q * (-2.820767439740514e-1 + q * (4.218463358204948e-1 + q * p));
  }
  return exp(-a * a) * p / a;
}

fn erf(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  if (abs(x) <= 1.0) { return erf_below_one(x); }
  return sign(x) * (1.0 - erfc_above_one(abs(x)));
}

// 1 - erf(x), accurate in the tail.
fn erfc(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  if (abs(x) <= 1.0) { return 1.0 - erf_below_one(x); }
  let tail = erfc_above_one(abs(x));
  return select(2.0 - tail, tail, x > 0.0);
}
