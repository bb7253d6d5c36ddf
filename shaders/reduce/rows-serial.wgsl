// One invocation per row: neighbours read neighbouring rows, which suits reductions over outer
// axes, short rows, and adapters on which a barrier is dear.

override ROWS: u32;
// Few rows: smaller workgroups, so that every core gets some.
override LANES: u32 = 64u;

@compute @workgroup_size(LANES)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = id.x + id.y * groups.x * LANES;
  if (row >= ROWS) { return; }
  //#hook body
  //#end
}
