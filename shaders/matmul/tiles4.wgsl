// C = A B for GPUs, where there are few results: 64 invocations share tiles of 32 x 16 and 16 x 32
// in workgroup memory and hold 4 x 4 results each.

override M: u32;
override N: u32;
override K: u32;

// Four elements in workgroup memory: of half precision where both operands are.
//#hook tile_vector
alias TileVector = vec4f;
//#end

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

// Four columns of A over its 32 rows, or four rows of B over its 32 columns, in each group of 8
// vectors: both are read along m and n. Behind the 16 x 8 vectors of A come those of B.
var<workgroup> tiles: array<TileVector, 256>;

// Rows k..k+3 over four m or four n; zero past the end of k, where neither operand may count.
fn load_part(batch: u32, of_a: bool, corner: vec2u, part: u32, k: u32) -> mat4x4f {
  if (k >= K) { return mat4x4f(); }
  if (of_a) { return transpose(load_a_tile(batch, corner.y + part * 4u, k)); }
  return load_b_tile(batch, k, corner.x + part * 4u);
}

@compute @workgroup_size(8, 8, 1)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let corner = group.xy * 32u;
  let batch = group.z;
  // Half of the invocations bring 4 x 4 elements of A, half of B.
  let of_a = lane < 32u;
  let part = lane % 8u;
  let along = lane % 32u / 8u * 4u;
  let place = select(128u, 0u, of_a) + along * 8u + part;
  var c = mat4x4f();
  //#hook begin_column_sums
  //#end
  // The next tiles are on their way while these are multiplied.
  var next = load_part(batch, of_a, corner, part, along);
  for (var k0 = 0u; k0 < K; k0 += 16u) {
    tiles[place] = TileVector(next[0]);
    tiles[place + 8u] = TileVector(next[1]);
    tiles[place + 16u] = TileVector(next[2]);
    tiles[place + 24u] = TileVector(next[3]);
    workgroupBarrier();
    next = load_part(batch, of_a, corner, part, k0 + 16u + along);
    for (var k = 0u; k < 16u; k++) {
      let a = vec4f(tiles[k * 8u + local.y]);
      let b0 = vec4f(tiles[128u + k * 8u + local.x]);
      //#hook add_column_sums
      //#end
      c += mat4x4f(b0 * a.x, b0 * a.y, b0 * a.z, b0 * a.w);
    }
    workgroupBarrier();
  }
  let m = corner.y + local.y * 4u;
  let n = corner.x + local.x * 4u;
  // A copy, since a variable that is indexed by another one may have to live in memory all along.
  let rows = c;
  for (var i = 0u; i < 4u; i++) { store_row(batch, m + i, n, rows[i]); }
  //#hook store_column_sums
  //#end
}
