fn add(a: f32, b: f32) -> f32 { return a + b; }
fn add_i32(a: i32, b: i32) -> i32 { return a + b; }

fn sub(a: f32, b: f32) -> f32 { return a - b; }
fn sub_i32(a: i32, b: i32) -> i32 { return a - b; }

fn mul(a: f32, b: f32) -> f32 { return a * b; }
fn mul_i32(a: i32, b: i32) -> i32 { return a * b; }

fn div(a: f32, b: f32) -> f32 { return a / b; }

fn neg(x: f32) -> f32 { return -x; }
fn neg_i32(x: i32) -> i32 { return -x; }

fn square(x: f32) -> f32 { return x * x; }
fn square_i32(x: i32) -> i32 { return x * x; }

fn reciprocal(x: f32) -> f32 { return 1.0 / x; }

fn squared_difference(a: f32, b: f32) -> f32 { return (a - b) * (a - b); }
fn squared_difference_i32(a: i32, b: i32) -> i32 { return (a - b) * (a - b); }
