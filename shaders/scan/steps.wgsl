// One step of a scan: the running value and the next elements give the next running value.
// Sums and products take the functions of reduce/reducers.wgsl.

fn linear_step(running: f32, factor: f32, addend: f32) -> f32 { return factor * running + addend; }

// A sum that begins anew where an element does not continue the one before.
fn segment_f32(running: f32, addend: f32, continues: bool) -> f32 {
  return select(addend, running + addend, continues);
}
fn segment_i32(running: i32, addend: i32, continues: bool) -> i32 {
  return select(addend, running + addend, continues);
}
