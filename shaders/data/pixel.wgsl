// Byte k of a pixel: red, green, blue, alpha.
fn pixel_byte(pixel: i32, k: i32) -> i32 { return i32((u32(pixel) >> (8u * u32(k))) & 0xffu); }
