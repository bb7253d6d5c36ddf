// One workgroup of 64 per row: lanes read neighbouring columns, then combine in a tree of fixed
// order, so that equal inputs give equal bits.

override ROWS: u32;

//#hook shared
//#end

@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = group.x + group.y * groups.x;
  if (row >= ROWS) { return; }
  //#hook body
  //#end
}
