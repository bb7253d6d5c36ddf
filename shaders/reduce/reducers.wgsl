// How a reduction combines two partial results. Minimum and maximum are in elementwise/extrema.wgsl.

fn sum_f32(a: f32, b: f32) -> f32 { return a + b; }
fn sum_i32(a: i32, b: i32) -> i32 { return a + b; }

fn product_f32(a: f32, b: f32) -> f32 { return a * b; }
fn product_i32(a: i32, b: i32) -> i32 { return a * b; }

fn either(a: bool, b: bool) -> bool { return a || b; }
fn both(a: bool, b: bool) -> bool { return a && b; }
