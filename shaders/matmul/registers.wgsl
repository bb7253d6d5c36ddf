// C = A B with 16 x 8 results (or fewer rows) in the registers of each invocation and no workgroup
// memory: the fastest form on adapters without a GPU behind them, where barriers cost more than loads.
//
// A tile is a mat4x4f whose column i is row m + i of A over four k (or row m + i of C over four
// n); for B column i is row k + i over four n. Then C's tile is B's tile times A's tile.

override M: u32;
override N: u32;
override K: u32;
// Tiles of A that an invocation holds: 1, 2 or 4.
override TILES: u32;
// Invocations of a workgroup along n and m: four in all, as many as a SIMD register of a CPU holds.
override ACROSS: u32;
override DOWN: u32;

//#hook load_a_tile
fn load_a_tile(batch: u32, m: u32, k: u32) -> mat4x4f { return mat4x4f(); }
//#end

//#hook load_b_tile
fn load_b_tile(batch: u32, k: u32, n: u32) -> mat4x4f { return mat4x4f(); }
//#end

// Stores row[0..3] at columns n..n+3 of row m, as far as they exist.
//#hook store_row
fn store_row(batch: u32, m: u32, n: u32, row: vec4f) {}
//#end

@compute @workgroup_size(ACROSS, DOWN, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let m = id.y * 4u * TILES;
  let n = id.x * 8u;
  let batch = id.z;
  if (m >= M || n >= N) { return; }
  var c00 = mat4x4f();
  var c01 = mat4x4f();
  var c10 = mat4x4f();
  var c11 = mat4x4f();
  var c20 = mat4x4f();
  var c21 = mat4x4f();
  var c30 = mat4x4f();
  var c31 = mat4x4f();
  //#hook begin_column_sums
  //#end
  for (var k = 0u; k < K; k += 4u) {
    let b0 = load_b_tile(batch, k, n);
    let b1 = load_b_tile(batch, k, n + 4u);
    // The sums of B's columns, where they are wanted: the derivative of a bias.
    //#hook add_column_sums
    //#end
    let a0 = load_a_tile(batch, m, k);
    c00 += b0 * a0;
    c01 += b1 * a0;
    if (TILES > 1u) {
      let a1 = load_a_tile(batch, m + 4u, k);
      c10 += b0 * a1;
      c11 += b1 * a1;
    }
    if (TILES > 2u) {
      let a2 = load_a_tile(batch, m + 8u, k);
      c20 += b0 * a2;
      c21 += b1 * a2;
      let a3 = load_a_tile(batch, m + 12u, k);
      c30 += b0 * a3;
      c31 += b1 * a3;
    }
  }
  // A loop, although the accumulators must go through memory for it: the store hook would
  // otherwise be compiled 32 times, which takes software adapters seconds.
  var tiles = array<mat4x4f, 8>(c00, c01, c10, c11, c20, c21, c30, c31);
  for (var t = 0u; t < 2u * TILES; t++) {
    for (var r = 0u; r < 4u; r++) {
      store_row(batch, m + (t / 2u) * 4u + r, n + (t % 2u) * 4u, tiles[t][r]);
    }
  }
  //#hook store_column_sums
  //#end
}
