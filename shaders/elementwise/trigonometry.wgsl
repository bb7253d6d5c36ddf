//#import "../shared/angle.wgsl"

fn sin_f32(x: f32) -> f32 {
  if (!is_finite(x)) { return not_a_number(); }
  return sin_of(reduce_angle(x), 0u);
}

fn cos_f32(x: f32) -> f32 {
  if (!is_finite(x)) { return not_a_number(); }
  return sin_of(reduce_angle(x), 1u);
}

fn tan_f32(x: f32) -> f32 {
  if (!is_finite(x)) { return not_a_number(); }
  let angle = reduce_angle(x);
  return sin_of(angle, 0u) / sin_of(angle, 1u);
}
