// C = A B for GPUs: 64 invocations share tiles of 32 x 16 and 16 x 32 in workgroup memory and
// hold 4 x 4 results each. Loads outside of the matrices are zero, so the inner loop has no
// conditions; only the stores are guarded.

override M: u32;
override N: u32;
override K: u32;

//#hook load_a
fn load_a(batch: u32, m: u32, k: u32) -> f32 { return 0.0; }
//#end

//#hook load_b
fn load_b(batch: u32, k: u32, n: u32) -> f32 { return 0.0; }
//#end

// Stores row[0..3] at columns n..n+3 of row m, as far as they exist.
//#hook store_row
fn store_row(batch: u32, m: u32, n: u32, row: vec4f) {}
//#end

// A is kept transposed: its inner loop reads along k. A row has 36 elements rather than 32, so
// that lanes which write one column hit different banks.
var<workgroup> tile_a: array<array<f32, 36>, 16>;
var<workgroup> tile_b: array<array<vec4f, 8>, 16>;

@compute @workgroup_size(8, 8, 1)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let m0 = group.y * 32u;
  let n0 = group.x * 32u;
  let batch = group.z;
  var c0 = vec4f();
  var c1 = vec4f();
  var c2 = vec4f();
  var c3 = vec4f();
  for (var k0 = 0u; k0 < K; k0 += 16u) {
    for (var part = 0u; part < 8u; part++) {
      let k = part * 2u + lane / 32u;
      let m = lane % 32u;
      tile_a[k][m] = load_a(batch, m0 + m, k0 + k);
    }
    for (var part = 0u; part < 2u; part++) {
      let k = part * 8u + lane / 8u;
      let n = n0 + (lane % 8u) * 4u;
      tile_b[k][lane % 8u] = vec4f(
        load_b(batch, k0 + k, n),
        load_b(batch, k0 + k, n + 1u),
        load_b(batch, k0 + k, n + 2u),
        load_b(batch, k0 + k, n + 3u),
      );
    }
    workgroupBarrier();
    for (var k = 0u; k < 16u; k++) {
      let b = tile_b[k][local.x];
      let row = local.y * 4u;
      c0 += tile_a[k][row] * b;
      c1 += tile_a[k][row + 1u] * b;
      c2 += tile_a[k][row + 2u] * b;
      c3 += tile_a[k][row + 3u] * b;
    }
    workgroupBarrier();
  }
  let m = m0 + local.y * 4u;
  let n = n0 + local.x * 4u;
  store_row(batch, m, n, c0);
  store_row(batch, m + 1u, n, c1);
  store_row(batch, m + 2u, n, c2);
  store_row(batch, m + 3u, n, c3);
}
