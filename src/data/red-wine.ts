import { parseCsv } from './csv.ts';
import { type DownloadOptions, download } from './download.ts';
import type { Table } from './table.ts';

export interface RedWineOptions extends DownloadOptions {
  /** The file on another server. Default: the UCI repository's, which pages of other sites may not read. */
  readonly url?: string | URL;
}

/**
 * The quality of 1,599 red wines (column `quality`, 3 to 8) and 11 things that a laboratory measured.
 * P. Cortez et al. (2009), https://doi.org/10.24432/C56S3T, CC BY 4.0. Verified and kept in the browser's cache.
 *
 * @throws DataError when the file cannot be fetched, or is not the published one
 */
export async function loadRedWine({
  url = 'https://archive.ics.uci.edu/ml/machine-learning-databases/wine-quality/winequality-red.csv',
  ...options
}: RedWineOptions = {}): Promise<Table> {
  const sha256 = '4a402cf041b025d4566d954c3b9ba8635a3a8a01e039005d97d6a710278cf05e';
  const file = { name: 'winequality-red.csv', urls: [url], sha256 };
  const bytes = await download('data.loadRedWine', file, options);
  return parseCsv(new TextDecoder().decode(bytes));
}
