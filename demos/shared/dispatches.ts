/** Counts the GPU's work from outside of the engine: every dispatch of every compute pass of this page. */
export function countDispatches(): { count: number } {
  const counter = { count: 0 };
  if (!('GPUComputePassEncoder' in window)) return counter;
  const pass = GPUComputePassEncoder.prototype;
  const dispatch = pass.dispatchWorkgroups;
  pass.dispatchWorkgroups = function (this: GPUComputePassEncoder, ...size) {
    counter.count++;
    return dispatch.apply(this, size);
  };
  return counter;
}
