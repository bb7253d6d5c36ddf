// One invocation per element; the linker writes what is done with element i.

override SIZE: u32;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * groups.x * 64u;
  if (i >= SIZE) { return; }
  //#hook body
  //#end
}
