import { type DownloadOptions, download } from './download.ts';
import type { HostArray } from './host-array.ts';
import { parseIdx } from './idx.ts';

export interface FashionMnistOptions extends DownloadOptions {
  /** A folder with the four .gz files, for example of your own server. Default: its publisher's. */
  readonly baseUrl?: string | URL;
}

/** Images are [count, 28, 28] bytes from 0 to 255, labels [count] class numbers. */
export type LabelledImages = readonly [images: HostArray<Uint8Array>, labels: HostArray<Uint8Array>];

export interface FashionMnist {
  /** 60,000. */
  readonly train: LabelledImages;
  /** 10,000. */
  readonly test: LabelledImages;
}

const SOURCES = [
  // The first is the one that lets pages of other sites read it.
  'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
  'https://storage.googleapis.com/tensorflow/tf-keras-datasets/',
];

const HASHES = {
  'train-images-idx3-ubyte.gz': 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
  'train-labels-idx1-ubyte.gz': 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
  't10k-images-idx3-ubyte.gz': '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
  't10k-labels-idx1-ubyte.gz': '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
} as const;

/** What class numbers 0 to 9 mean. */
export const fashionMnistClassNames: readonly string[] = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];

/**
 * Fashion-MNIST, 31 MB, verified and kept in the browser's cache. Zalando SE, MIT licence,
 * https://github.com/zalandoresearch/fashion-mnist
 *
 * @throws DataError when a file cannot be fetched, or is not the published one
 */
export async function loadFashionMnist({
  baseUrl,
  ...options
}: FashionMnistOptions = {}): Promise<FashionMnist> {
  const folders = baseUrl === undefined ? SOURCES : [`${baseUrl}`.replace(/\/?$/, '/')];
  const load = async (name: keyof typeof HASHES): Promise<HostArray<Uint8Array>> => {
    const urls = folders.map((folder) => folder + name);
    const bytes = await download('data.loadFashionMnist', { name, urls, sha256: HASHES[name] }, options);
    const { data, shape } = parseIdx(bytes, name);
    return { data: data as Uint8Array, shape };
  };
  const part = (name: 'train' | 't10k') =>
    Promise.all([load(`${name}-images-idx3-ubyte.gz`), load(`${name}-labels-idx1-ubyte.gz`)]);
  const [train, test] = await Promise.all([part('train'), part('t10k')]);
  return { train, test };
}
