// A NaN compares false and stays NaN.
fn relu(x: f32) -> f32 { return select(x, 0.0, x < 0.0); }

// From the output y: the derivative at 0 is 0, as in Keras.
fn relu_gradient(dy: f32, y: f32) -> f32 { return select(dy, 0.0, y <= 0.0); }
