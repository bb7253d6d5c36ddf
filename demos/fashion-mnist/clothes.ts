import { type FashionMnist, type Images, imageSize } from './data.ts';

/** Images as a network takes them: a row of 784 pixels for each, and their classes. */
export interface Part {
  readonly x: { readonly data: Float32Array<ArrayBuffer>; readonly shape: number[] };
  readonly y: Int32Array<ArrayBuffer>;
}

/** What the code of this page trains on. */
export interface Clothes {
  readonly train: Part;
  readonly validation: Part;
  readonly test: Part;
}

const partOf = ({ pixels, labels, count }: Images): Part => ({
  x: { data: pixels, shape: [count, imageSize] },
  y: labels,
});

export const clothesOf = ({ train, validation, test }: FashionMnist): Clothes => ({
  train: partOf(train),
  validation: partOf(validation),
  test: partOf(test),
});
