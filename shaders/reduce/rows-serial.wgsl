// One invocation per row: neighbours read neighbouring rows, which suits reductions over outer
// axes, short rows, and adapters on which a barrier is dear.

override ROWS: u32;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = id.x + id.y * groups.x * 64u;
  if (row >= ROWS) { return; }
  //#hook body
  //#end
}
