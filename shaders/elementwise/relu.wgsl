//#import "../shared/numeric.wgsl"

// A NaN compares false and stays NaN.
fn relu(x: f32) -> f32 { return select(x, 0.0, x < 0.0); }
fn relu_i32(x: i32) -> i32 { return max(x, 0); }

// From the output y: the derivative at 0 is 0, as in Keras.
fn relu_gradient(dy: f32, y: f32) -> f32 { return select(dy, 0.0, y <= 0.0); }

fn relu6(x: f32) -> f32 { return select(clamp(x, 0.0, 6.0), x, is_nan(x)); }
fn relu6_i32(x: i32) -> i32 { return clamp(x, 0, 6); }

fn leaky_relu(x: f32, slope: f32) -> f32 { return select(x, slope * x, x < 0.0); }
