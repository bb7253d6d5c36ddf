export {
  type CaliforniaHousing,
  type CaliforniaHousingOptions,
  loadCaliforniaHousing,
} from './california-housing.ts';
export { type CsvOptions, parseCsv } from './csv.ts';
export {
  type FashionMnist,
  type FashionMnistOptions,
  fashionMnistClassNames,
  type LabelledImages,
  loadFashionMnist,
} from './fashion-mnist.ts';
export { type FromPixelsOptions, fromPixels, type PixelSource } from './from-pixels.ts';
export type { HostArray, HostData, NumberArray } from './host-array.ts';
export { type IdxArray, type IdxData, parseIdx, readIdx } from './idx.ts';
export { type MinMaxScalerOptions, minMaxScaler } from './min-max-scaler.ts';
export { loadRedWine, type RedWineOptions } from './red-wine.ts';
export { type Rows, takeRows } from './row-list.ts';
export { type ShuffleOptions, shuffle } from './shuffle.ts';
export { type StandardScalerOptions, standardScaler } from './standard-scaler.ts';
export { Table } from './table.ts';
export { toCategorical } from './to-categorical.ts';
export { type TrainTestSplitOptions, trainTestSplit } from './train-test-split.ts';
