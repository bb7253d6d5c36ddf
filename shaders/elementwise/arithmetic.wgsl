fn add(a: f32, b: f32) -> f32 {
  return a + b;
}

fn sub(a: f32, b: f32) -> f32 {
  return a - b;
}

fn mul(a: f32, b: f32) -> f32 {
  return a * b;
}

fn div(a: f32, b: f32) -> f32 {
  return a / b;
}
