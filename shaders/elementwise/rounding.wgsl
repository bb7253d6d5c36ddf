fn floor_f32(x: f32) -> f32 { return floor(x); }
fn ceil_f32(x: f32) -> f32 { return ceil(x); }

// WGSL's round takes halves to the even neighbour, as NumPy's rint.
fn round_f32(x: f32) -> f32 { return round(x); }

fn same_i32(x: i32) -> i32 { return x; }
