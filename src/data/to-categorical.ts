import { DataError } from '../core/errors.ts';
import { type HostArray, type HostData, readHost } from './host-array.ts';

/**
 * One column per class, 1 in the column of the label and 0 elsewhere: [rows] or [rows, 1] becomes
 * [rows, classes]. The way back is `gl.argMax(probabilities)`.
 * Source: https://keras.io/api/utils/python_utils/#to_categorical-function
 *
 * @param numClasses default: the largest label + 1
 * @throws DataError for a label that is not a whole number in [0, numClasses), with its row
 */
export function toCategorical(labels: HostData, numClasses?: number): HostArray<Float32Array> {
  const call = 'data.toCategorical';
  const { data, shape } = readHost(call, 'labels', labels);
  let largest = -1;
  for (const label of data) largest = Math.max(largest, label);
  const classes = numClasses ?? largest + 1;
  const outer = shape.length > 1 && shape[shape.length - 1] === 1 ? shape.slice(0, -1) : shape;
  const columns = new Float32Array(data.length * classes);
  for (const [row, label] of data.entries()) {
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      throw new DataError(
        `${call}: labels must be whole numbers from 0 to ${classes - 1}, row ${row} holds ${label}.` +
          (label >= classes ? ` Pass numClasses: ${largest + 1}, or leave it out.` : ''),
      );
    }
    columns[row * classes + label] = 1;
  }
  return { data: columns, shape: [...outer, classes] };
}
