/** A layer for one batch size: its results are buffers of its own, written anew in every step. */
export interface PlainLayer {
  forward(x: Float32Array): Float32Array;
  /**
   * Fills the gradients of the parameters from those of the result.
   *
   * @param dx where the gradients of the input go, all 0; null for the first layer, whose input nobody moves
   */
  backward(dy: Float32Array, dx: Float32Array | null): void;
  readonly parameters: readonly Parameter[];
}

export interface Parameter {
  readonly values: Float32Array;
  readonly gradients: Float32Array;
}

/** A copy of initial values, with room for gradients. */
export const parameter = (values: Float32Array): Parameter => ({
  values: values.slice(),
  gradients: new Float32Array(values.length),
});

/** Makes values below 0 to 0, in place. */
export function rectify(values: Float32Array): void {
  for (let k = 0; k < values.length; k++) if (values[k] < 0) values[k] = 0;
}

/** Makes the gradients of what was rectified to 0, in place. */
export function rectifyGradients(gradients: Float32Array, results: Float32Array): void {
  for (let k = 0; k < gradients.length; k++) if (results[k] <= 0) gradients[k] = 0;
}
