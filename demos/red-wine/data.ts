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
  readonly features: Float32Array<ArrayBuffer>;
  readonly qualities: Int32Array<ArrayBuffer>;
}

export interface WineData {
  /** 1,119 wines; the last tenth is for validation. */
  readonly train: Wines;
  readonly test: Wines;
}

const width = featureNames.length;

/** @throws Error unless `text` is the file that ships with this page: semicolons, a header in quotes, numbers only */
export function parseWines(text: string): Wines {
  const [header, ...lines] = text.trimEnd().split('\n');
  const names = header.split(';').map((name) => name.replaceAll('"', ''));
  const rows = lines.map((line) => line.split(';').map(Number));
  const complete = rows.every((row) => row.length === width + 1 && row.every(Number.isFinite));
  if (names.join() !== [...featureNames, 'quality'].join() || !complete) {
    throw new Error('winequality-red.csv is damaged. Take it from a fresh copy of gradloom.');
  }
  return {
    count: rows.length,
    features: Float32Array.from(rows.flatMap((row) => row.slice(0, width))),
    qualities: Int32Array.from(rows, (row) => row[width]),
  };
}

/** The wines with these row numbers, in this order. */
function pick({ features, qualities }: Wines, rows: readonly number[]): Wines {
  return {
    count: rows.length,
    features: Float32Array.from(
      rows.flatMap((row) => [...features.subarray(row * width, (row + 1) * width)]),
    ),
    qualities: Int32Array.from(rows, (row) => qualities[row]),
  };
}

/** Smallest and largest value of every feature. */
function limitsOf({ features }: Wines): { low: number; high: number }[] {
  return featureNames.map((_, column) => {
    const values = features.filter((_, i) => i % width === column);
    return { low: Math.min(...values), high: Math.max(...values) };
  });
}

/** Splits as the tutorial does, and scales every feature so that 0..1 is its range among the training wines. */
export function prepare(wines: Wines): WineData {
  const [train, test] = [pick(wines, splitRows.train), pick(wines, splitRows.test)];
  const limits = limitsOf(train);
  const scale = (part: Wines): Wines => ({
    ...part,
    features: part.features.map((value, i) => {
      const { low, high } = limits[i % width];
      return (value - low) / (high - low);
    }),
  });
  return { train: scale(train), test: scale(test) };
}

/** All 1,599 wines, as measured. */
export async function loadWines(): Promise<Wines> {
  const url = new URL('./data/winequality-red.csv', import.meta.url);
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error('The server of this page does not answer. Is it still running? Start it: npm start', {
      cause,
    });
  });
  if (!response.ok) {
    throw new Error(
      `winequality-red.csv: the server answers HTTP ${response.status}. Reload the page; if that does not help, take the file from a fresh copy of gradloom.`,
    );
  }
  return parseWines(await response.text());
}
