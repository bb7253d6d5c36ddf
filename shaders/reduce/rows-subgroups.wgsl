// The same as rows-team.wgsl with one barrier, or none where a subgroup is a whole workgroup: member k of every
// subgroup takes what each k-th lane of `width` has, and the members exchange that. So it does not matter which
// lanes a driver puts into a subgroup, nor in which order.

override ROWS: u32;

//#hook shared
//#end

@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
  @builtin(subgroup_invocation_id) member: u32,
  @builtin(subgroup_size) size: u32,
) {
  let row = group.x + group.y * groups.x;
  if (row >= ROWS) { return; }
  let width = min(size, 64u);
  //#hook body
  //#end
}
