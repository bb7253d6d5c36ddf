// The kernels of a tiny program as phases of one: a single workgroup runs them one after the other,
// as often as it is told, with barriers between them instead of dispatches. Meanwhile variables are in
// workgroup memory, which is faster to reach than storage.

override LANES: u32;

@group(1) @binding(0) var<uniform> times: u32;

@compute @workgroup_size(LANES)
fn main(@builtin(local_invocation_index) lane: u32) {
  //#hook load
  //#end
  for (var time = 0u; time < times; time++) {
    //#hook phases
    //#end
  }
  //#hook store
  //#end
}
