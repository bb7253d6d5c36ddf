/** The mean loss of a batch; fills the gradients of the outputs. */
export type PlainLoss = (outputs: Float32Array, labels: Float32Array, gradients: Float32Array) => number;

export const meanSquaredError: PlainLoss = (outputs, labels, gradients) => {
  let sum = 0;
  for (let k = 0; k < outputs.length; k++) {
    const error = outputs[k] - labels[k];
    sum += error * error;
    gradients[k] = (2 * error) / outputs.length;
  }
  return sum / outputs.length;
};

/** Of the softmax of the outputs; labels are one-hot. */
export function softmaxCrossentropy(classes: number): PlainLoss {
  return (outputs, labels, gradients) => {
    const rows = outputs.length / classes;
    let loss = 0;
    for (let begin = 0; begin < outputs.length; begin += classes) {
      let largest = Number.NEGATIVE_INFINITY;
      for (let k = begin; k < begin + classes; k++) largest = Math.max(largest, outputs[k]);
      let sum = 0;
      for (let k = begin; k < begin + classes; k++) sum += Math.exp(outputs[k] - largest);
      for (let k = begin; k < begin + classes; k++) {
        const logarithm = outputs[k] - largest - Math.log(sum);
        loss -= labels[k] * logarithm;
        gradients[k] = (Math.exp(logarithm) - labels[k]) / rows;
      }
    }
    return loss / rows;
  };
}
