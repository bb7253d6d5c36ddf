// pcg3d: Jarzynski and Olano, "Hash Functions for GPU Rendering", JCGT 9(3), 2020.
// Counter-based: the result depends on its arguments only. Twin: src/core/random.ts.
fn hash3(seed: i32, counter: i32, index: i32) -> vec3u {
  var v = vec3u(bitcast<u32>(seed), bitcast<u32>(counter), bitcast<u32>(index)) * 1664525u + 1013904223u;
  v.x += v.y * v.z;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  v ^= v >> vec3u(16u);
  v.x += v.y * v.z;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  return v;
}

// [0, 1) in steps of 2^-24, which float32 holds exactly.
fn random_uniform(seed: i32, counter: i32, index: i32) -> f32 {
  return f32(hash3(seed, counter, index).x >> 8u) * 0x1p-24;
}
