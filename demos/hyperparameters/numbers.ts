/** The whole numbers of the tutorial: a hundred below 100 to train on, ... */
const trainNumbers = [
  47, 83, 38, 53, 76, 24, 15, 49, 23, 26, 30, 43, 30, 26, 58, 92, 69, 80, 73, 47, 50, 76, 37, 34, 38, 67, 11,
  0, 75, 80, 3, 2, 19, 12, 65, 75, 81, 14, 71, 60, 46, 28, 81, 87, 13, 96, 12, 69, 95, 31, 89, 84, 45, 16, 41,
  72, 56, 70, 56, 86, 44, 90, 83, 47, 49, 18, 85, 46, 98, 37, 38, 7, 67, 5, 47, 47, 15, 34, 10, 28, 4, 82, 89,
  55, 78, 23, 50, 62, 55, 84, 0, 98, 90, 33, 21, 71, 68, 81, 52, 64,
];

/** ... and twenty above it, which no training has come near. The label of every number is the number plus 10. */
const testNumbers = [
  185, 141, 101, 114, 103, 130, 112, 173, 119, 126, 196, 168, 164, 122, 156, 184, 108, 144, 124, 194,
];

/** Standard deviation of the training numbers, by which labels are scaled. */
export const std = 27.714977900045312;

/** As a model takes them: a row for every number. */
export interface Numbers {
  readonly train: number[][];
  readonly test: number[][];
  /** 0 to 200, to draw what a model answers. */
  readonly axis: number[][];
}

const column = (values: number[]) => values.map((value) => [value]);

export const numbers: Numbers = {
  train: column(trainNumbers),
  test: column(testNumbers),
  axis: Array.from({ length: 101 }, (_, i) => [2 * i]),
};

/** How far the labels that a model predicts for the test numbers are from the true ones. */
export function testError(predicted: ArrayLike<number>): number {
  const squares = testNumbers.map((number, i) => (predicted[i] - (number + 10)) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}
