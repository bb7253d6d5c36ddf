// C = A B for GPUs, where A has few rows: nothing of B is used often enough to be shared, so that each
// invocation reads its four columns of every so many rows of it, once and without waiting for others.
// Then the sums over those slices of k are added up, in order.

override M: u32;
override N: u32;
override K: u32;
// Invocations side by side; the 256 / ACROSS below one another have a slice of k each.
override ACROSS: u32;
// Of four rows of results: 1 to 4.
override TILES: u32;

const LANES = 256u;

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

// One vector of each invocation for each of four rows.
var<workgroup> parts: array<vec4f, 1024>;

// What the slices have at one place, the first of which is in `parts[place]`.
fn add_slices(place: u32) -> vec4f {
  var sum = vec4f();
  for (var slice = 0u; slice < LANES; slice += ACROSS) { sum += parts[place + slice]; }
  return sum;
}

fn store_tile(group: vec3u, lane: u32, m: u32, c: mat4x4f) {
  for (var i = 0u; i < 4u; i++) { parts[i * LANES + lane] = c[i]; }
  workgroupBarrier();
  let i = lane / ACROSS;
  let n = (group.x * ACROSS + lane % ACROSS) * 4u;
  if (i < 4u) { store_row(group.z, m + i, n, add_slices(i * LANES + lane % ACROSS)); }
  workgroupBarrier();
}

@compute @workgroup_size(256, 1, 1)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let batch = group.z;
  let m = group.y * TILES * 4u;
  let n = (group.x * ACROSS + lane % ACROSS) * 4u;
  var c0 = mat4x4f();
  var c1 = mat4x4f();
  var c2 = mat4x4f();
  var c3 = mat4x4f();
  //#hook begin_column_sums
  //#end
  for (var k = lane / ACROSS * 4u; k < K; k += LANES / ACROSS * 4u) {
    let b = load_b_tile(batch, k, n);
    c0 += b * load_a_tile(batch, m, k);
    if (TILES > 1u) { c1 += b * load_a_tile(batch, m + 4u, k); }
    if (TILES > 2u) { c2 += b * load_a_tile(batch, m + 8u, k); }
    if (TILES > 3u) { c3 += b * load_a_tile(batch, m + 12u, k); }
    //#hook add_column_sums
    //#end
  }
  store_tile(group, lane, m, c0);
  if (TILES > 1u) { store_tile(group, lane, m + 4u, c1); }
  if (TILES > 2u) { store_tile(group, lane, m + 8u, c2); }
  if (TILES > 3u) { store_tile(group, lane, m + 12u, c3); }
  //#hook store_column_sums
  //#end
}
