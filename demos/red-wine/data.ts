import { data } from '../../src/index.ts';
import splitRows from './data/split.data.json';

/** What a laboratory measures of a wine, in the order of the file's columns. */
export const featureNames = [
  'fixed acidity',
  'volatile acidity',
  'citric acid',
  'residual sugar',
  'chlorides',
  'free sulfur dioxide',
  'total sulfur dioxide',
  'density',
  'pH',
  'sulphates',
  'alcohol',
];

/** `count` wines: 11 features each, row after row, and the quality that tasters gave it. */
export interface Wines {
  readonly count: number;
  readonly features: Float32Array;
  readonly qualities: Int32Array;
}

export interface WineData {
  /** 1,119 wines; the last tenth is for validation. */
  readonly train: Wines;
  readonly test: Wines;
}

/** @throws DataError unless these are the columns of winequality-red.csv */
export function toWines(table: data.Table): Wines {
  return {
    count: table.length,
    features: Float32Array.from(table.select(featureNames).data),
    qualities: Int32Array.from(table.column('quality').data),
  };
}

/** What a model is fed with. */
export const inputs = ({ features, count }: Wines) => ({
  data: features,
  shape: [count, featureNames.length],
});

/** The wines with these row numbers, in this order. */
function pick(wines: Wines, rows: readonly number[]): Wines {
  const [features, qualities] = data.takeRows([inputs(wines), wines.qualities], rows);
  return { count: rows.length, features: features.data, qualities };
}

/** Splits as the tutorial does; the numbers stay as measured. */
export const splitWines = (wines: Wines): WineData => ({
  train: pick(wines, splitRows.train),
  test: pick(wines, splitRows.test),
});

/** All 1,599 wines, as measured. */
export async function loadWines(): Promise<Wines> {
  const url = new URL('./data/winequality-red.csv', import.meta.url);
  return toWines(await data.loadRedWine({ url, cache: false }));
}
