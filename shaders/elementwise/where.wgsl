fn where_f32(condition: bool, a: f32, b: f32) -> f32 { return select(b, a, condition); }
fn where_i32(condition: bool, a: i32, b: i32) -> i32 { return select(b, a, condition); }
fn where_bool(condition: bool, a: bool, b: bool) -> bool { return select(b, a, condition); }
