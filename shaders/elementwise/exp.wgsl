fn exp_f32(x: f32) -> f32 { return exp(x); }
