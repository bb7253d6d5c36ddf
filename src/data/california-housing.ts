import { parseCsv } from './csv.ts';
import { type DownloadOptions, download } from './download.ts';
import type { HostArray } from './host-array.ts';
import { findInTar } from './tar.ts';

export interface CaliforniaHousingOptions extends DownloadOptions {
  /** cal_housing.data or cal_housing.tgz on another server. Default: scikit-learn's copy on figshare. */
  readonly url?: string | URL;
}

export interface CaliforniaHousing {
  /** [20640, 8]: what `featureNames` says of every block of houses. */
  readonly x: HostArray<Float64Array>;
  /** [20640]: the median value of a house, in 100,000 dollars. */
  readonly y: HostArray<Float64Array>;
  readonly featureNames: readonly string[];
}

const COLUMNS = [
  'longitude',
  'latitude',
  'housingMedianAge',
  'totalRooms',
  'totalBedrooms',
  'population',
  'households',
  'medianIncome',
  'medianHouseValue',
];

const FEATURES = [
  'MedInc',
  'HouseAge',
  'AveRooms',
  'AveBedrms',
  'Population',
  'AveOccup',
  'Latitude',
  'Longitude',
];

/**
 * The houses of California in 1990, as scikit-learn's fetch_california_housing gives them: R. K. Pace and
 * R. Barry, "Sparse Spatial Autoregressions", 1997. Verified and kept in the browser's cache.
 *
 * @throws DataError when the file cannot be fetched, or is not the published one
 */
export async function loadCaliforniaHousing({
  url = 'https://ndownloader.figshare.com/files/5976036',
  ...options
}: CaliforniaHousingOptions = {}): Promise<CaliforniaHousing> {
  const name = 'cal_housing.data';
  const file = {
    name,
    urls: [url],
    sha256: 'a2b44dcc7e1c9091b43c4f458b25cbd1f7e8068d08edd26bc4703108d3fa6214',
    // Some copies have Windows' line ends.
    extract: (bytes: Uint8Array<ArrayBuffer>) =>
      (findInTar(bytes, name) ?? bytes).filter((byte) => byte !== 0x0d),
  };
  const bytes = await download('data.loadCaliforniaHousing', file, options);
  return fromStatLib(new TextDecoder().decode(bytes));
}

/** From the columns of StatLib's file to features per household. */
export function fromStatLib(text: string): CaliforniaHousing {
  const { data, shape } = parseCsv(text, { columns: COLUMNS }).select(COLUMNS);
  const [count, width] = shape;
  const y = new Float64Array(count);
  const x = new Float64Array(count * FEATURES.length);
  for (let row = 0; row < count; row++) {
    const cells = data.subarray(row * width, (row + 1) * width);
    const [longitude, latitude, age, rooms, bedrooms, population, households, income, value] = cells;
    const features = [
      income,
      age,
      rooms / households,
      bedrooms / households,
      population,
      population / households,
      latitude,
      longitude,
    ];
    x.set(features, row * features.length);
    y[row] = value / 100_000;
  }
  return {
    x: { data: x, shape: [count, FEATURES.length] },
    y: { data: y, shape: [count] },
    featureNames: FEATURES,
  };
}
