import { data } from '../../src/index.ts';
import { nextTask } from '../shared/dom.ts';

export const classNames = data.fashionMnistClassNames;

export const imageSide = 28;
export const imageSize = imageSide * imageSide;

/** `count` images of 784 pixels in 0..1, row after row, and the class of each. */
export interface Images {
  readonly count: number;
  readonly pixels: Float32Array<ArrayBuffer>;
  readonly labels: Int32Array<ArrayBuffer>;
}

export interface FashionMnist {
  /** `full`: 60,000 + 10,000 images; `sample`: the 2,000 + 500 that ship with this page. */
  readonly source: 'full' | 'sample';
  readonly train: Images;
  readonly validation: Images;
  readonly test: Images;
}

/** Served by tools/data-plugin.mjs. Pages lie one folder below the gallery, wherever that is. */
const dataUrl = (path: string) => new URL(`../data/${path}`, document.baseURI).href;

const sampleUrls = {
  train: [
    new URL('./sample/train-images-idx3-ubyte.gz', import.meta.url),
    new URL('./sample/train-labels-idx1-ubyte.gz', import.meta.url),
  ],
  t10k: [
    new URL('./sample/t10k-images-idx3-ubyte.gz', import.meta.url),
    new URL('./sample/t10k-labels-idx1-ubyte.gz', import.meta.url),
  ],
};

/**
 * How many training images are held out, and from which end: the tutorial takes the first 5,000 of 60,000;
 * of the sample's 2,000 the last 300 are taken, because every run of ten has each class once.
 */
export function validationRows(source: FashionMnist['source'], count: number): { from: number; to: number } {
  return source === 'full' ? { from: 0, to: 5000 } : { from: count - 300, to: count };
}

/** Rows `from` to `to` (exclusive), as a view. */
export function rows(images: Images, from: number, to: number): Images {
  return {
    count: to - from,
    pixels: images.pixels.subarray(from * imageSize, to * imageSize),
    labels: images.labels.subarray(from, to),
  };
}

/** Splits the training images into those trained on and those held out; neither is copied. */
export function split(source: FashionMnist['source'], images: Images): { train: Images; validation: Images } {
  const { from, to } = validationRows(source, images.count);
  const train = from === 0 ? rows(images, to, images.count) : rows(images, 0, from);
  return { train, validation: rows(images, from, to) };
}

/** Bytes 0..255 to floats 0..1, in slices short enough that the page keeps answering. */
export async function scalePixels(bytes: Uint8Array): Promise<Float32Array<ArrayBuffer>> {
  const pixels = new Float32Array(bytes.length);
  const slice = 1000 * imageSize;
  for (let start = 0; start < bytes.length; start += slice) {
    const end = Math.min(start + slice, bytes.length);
    for (let i = start; i < end; i++) pixels[i] = bytes[i] / 255;
    if (end < bytes.length) await nextTask();
  }
  return pixels;
}

async function toImages([images, labels]: readonly [data.HostArray, data.HostArray]): Promise<Images> {
  if (!(images.data instanceof Uint8Array)) throw new Error('The pixels of the images are not bytes.');
  return {
    count: images.shape[0],
    pixels: await scalePixels(images.data),
    labels: Int32Array.from(labels.data),
  };
}

/** @throws DataError when a file is missing or damaged */
async function loadSample(part: keyof typeof sampleUrls): Promise<Images> {
  const [images, labels] = sampleUrls[part].map((url) =>
    fetch(url).then(data.readIdx, (cause: unknown) => {
      throw new Error('The server of this page does not answer. Is it still running? Start it: npm start', {
        cause,
      });
    }),
  );
  return toImages(await Promise.all([images, labels]));
}

/** Whether the server has the full set. One that does not know the list may answer with a page, or not at all. */
async function hasFullSet(): Promise<boolean> {
  try {
    const names: unknown = await (await fetch(dataUrl('index.json'))).json();
    return Array.isArray(names) && names.includes('fashion-mnist');
  } catch {
    return false;
  }
}

/** The 500 test images of the sample. */
export const loadSampleTest = (): Promise<Images> => loadSample('t10k');

/** The full set where it is there, else (or when `sampleOnly`) the sample. */
export async function loadFashionMnist({ sampleOnly = false } = {}): Promise<FashionMnist> {
  if (sampleOnly || !(await hasFullSet())) {
    const [training, test] = await Promise.all([loadSample('train'), loadSample('t10k')]);
    return { source: 'sample', test, ...split('sample', training) };
  }
  const full = await data.loadFashionMnist({ baseUrl: dataUrl('fashion-mnist'), cache: false });
  const [training, test] = await Promise.all([toImages(full.train), toImages(full.test)]);
  return { source: 'full', test, ...split('full', training) };
}
