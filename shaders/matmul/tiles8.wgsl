// C = A B for GPUs, where there are many results: T x T invocations share tiles of 8T x T and T x 8T
// in workgroup memory and hold 8 x 8 results each, as four blocks of 4 x 4 that lie 4T apart, so that
// neighbours read neighbouring vectors.

override M: u32;
override N: u32;
override K: u32;
// 16 for tiles of 128 results a side, which read least from memory; 8 for 64, where those would be too few.
override T: u32;

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

// T x 2T vectors of A, read along m, then as many of B, read along n.
var<workgroup> tiles: array<TileVector, 4 * T * T>;

// Rows k..k+3 over four m or four n; zero past the end of k, where neither operand may count.
fn load_part(batch: u32, of_a: bool, corner: vec2u, part: u32, k: u32) -> mat4x4f {
  if (k >= K) { return mat4x4f(); }
  if (of_a) { return transpose(load_a_tile(batch, corner.y + part * 4u, k)); }
  return load_b_tile(batch, k, corner.x + part * 4u);
}

@compute @workgroup_size(T, T, 1)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let corner = group.xy * (8u * T);
  let batch = group.z;
  let row = 2u * T;
  let of_b = row * T;
  // Half of the invocations bring 4 x 4 elements of A, half of B.
  let half = T * T / 2u;
  let of_a = lane < half;
  let part = lane % half % row;
  let along = lane % half / row * 4u;
  let place = select(of_b, 0u, of_a) + along * row + part;
  var c00 = mat4x4f();
  var c01 = mat4x4f();
  var c10 = mat4x4f();
  var c11 = mat4x4f();
  //#hook begin_column_sums
  //#end
  // The next tiles are on their way while these are multiplied.
  var next = load_part(batch, of_a, corner, part, along);
  for (var k0 = 0u; k0 < K; k0 += T) {
    tiles[place] = TileVector(next[0]);
    tiles[place + row] = TileVector(next[1]);
    tiles[place + 2u * row] = TileVector(next[2]);
    tiles[place + 3u * row] = TileVector(next[3]);
    workgroupBarrier();
    next = load_part(batch, of_a, corner, part, k0 + T + along);
    for (var k = 0u; k < T; k++) {
      let a0 = vec4f(tiles[k * row + local.y]);
      let a1 = vec4f(tiles[k * row + T + local.y]);
      let b0 = vec4f(tiles[of_b + k * row + local.x]);
      let b1 = vec4f(tiles[of_b + k * row + T + local.x]);
      //#hook add_column_sums
      //#end
      c00 += mat4x4f(b0 * a0.x, b0 * a0.y, b0 * a0.z, b0 * a0.w);
      c01 += mat4x4f(b1 * a0.x, b1 * a0.y, b1 * a0.z, b1 * a0.w);
      c10 += mat4x4f(b0 * a1.x, b0 * a1.y, b0 * a1.z, b0 * a1.w);
      c11 += mat4x4f(b1 * a1.x, b1 * a1.y, b1 * a1.z, b1 * a1.w);
    }
    workgroupBarrier();
  }
  let m = corner.y + local.y * 4u;
  let n = corner.x + local.x * 4u;
  // Copies, since a variable that is indexed by another one may have to live in memory all along.
  let rows00 = c00;
  let rows01 = c01;
  let rows10 = c10;
  let rows11 = c11;
  for (var i = 0u; i < 4u; i++) {
    store_row(batch, m + i, n, rows00[i]);
    store_row(batch, m + i, n + 4u * T, rows01[i]);
    store_row(batch, m + i + 4u * T, n, rows10[i]);
    store_row(batch, m + i + 4u * T, n + 4u * T, rows11[i]);
  }
  //#hook store_column_sums
  //#end
}
