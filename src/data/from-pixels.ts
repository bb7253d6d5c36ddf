import wgsl from '../../shaders/data/pixel.wgsl';
import { BYTES_PER_ELEMENT } from '../core/dtype.ts';
import { ArgumentError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { runtime } from '../gpu/runtime.ts';
import { checkBinding, GpuStorage } from '../gpu/storage.ts';
import { leaf, Tensor } from '../graph/tensor.ts';
import { tensor } from '../ops/convert.ts';
import { arange } from '../ops/creation.ts';
import { defineBinary } from '../ops/define.ts';

/** Anything that shows a picture. */
export type PixelSource =
  | HTMLCanvasElement
  | OffscreenCanvas
  | ImageBitmap
  | ImageData
  | HTMLImageElement
  | HTMLVideoElement
  | VideoFrame;

export interface FromPixelsOptions {
  /** 4: red, green, blue, alpha; 3: without alpha; 1: grey, 0.299 R + 0.587 G + 0.114 B. Default 3. */
  readonly channels?: 1 | 3 | 4;
  /** Scale the picture to this size first. Default: as it is. */
  readonly size?: readonly [height: number, width: number];
}

const byteOf = defineBinary({ name: 'pixelByte', int: wgsl.functions.pixel_byte });

/**
 * A picture as a float32 tensor [height, width, channels] of values from 0 to 255, in sRGB, without
 * premultiplied alpha. But for ImageData it goes straight to the GPU, and nothing waits for it.
 *
 * @throws ArgumentError for what is no picture, has no pixels (yet), or for other options
 */
export async function fromPixels(
  source: PixelSource,
  { channels = 3, size }: FromPixelsOptions = {},
): Promise<Tensor> {
  const call = 'data.fromPixels';
  if (![1, 3, 4].includes(channels)) {
    throw new ArgumentError(`${call}: channels must be 1, 3 or 4, got ${String(channels)}.`);
  }
  if (size && !(size.length === 2 && size.every((n) => Number.isInteger(n) && n > 0))) {
    throw new ArgumentError(`${call}: size must be [height, width] in whole pixels, got ${shapeText(size)}.`);
  }
  const [height, width] = sizeOf(source);
  if (!(width > 0 && height > 0)) {
    throw new ArgumentError(
      `${call}: expected a canvas, ImageBitmap, ImageData, image, video or VideoFrame that has pixels, ` +
        `got ${source instanceof Object ? `${source.constructor.name} of ${width} x ${height}` : String(source)}. ` +
        'Wait until it has loaded.',
    );
  }
  await runtime.ready();
  const [resizeHeight, resizeWidth] = size ?? [height, width];
  const same = resizeHeight === height && resizeWidth === width;
  if (same && !isVideo(source)) return unpack(upload(source, height, width), channels);
  const bitmap = await createImageBitmap(source, {
    ...(!same && { resizeHeight, resizeWidth, resizeQuality: 'medium' }),
    premultiplyAlpha: 'none',
  });
  const pixels = upload(bitmap, resizeHeight, resizeWidth);
  bitmap.close();
  return unpack(pixels, channels);
}

/** Not every adapter copies these without a detour: their frames are made bitmaps first. */
const isVideo = (source: PixelSource): boolean =>
  (typeof HTMLVideoElement !== 'undefined' && source instanceof HTMLVideoElement) ||
  (typeof VideoFrame !== 'undefined' && source instanceof VideoFrame);

function sizeOf(source: PixelSource): [height: number, width: number] {
  if (typeof HTMLVideoElement !== 'undefined' && source instanceof HTMLVideoElement)
    return [source.videoHeight, source.videoWidth];
  if (typeof HTMLImageElement !== 'undefined' && source instanceof HTMLImageElement)
    return [source.naturalHeight, source.naturalWidth];
  if (typeof VideoFrame !== 'undefined' && source instanceof VideoFrame)
    return [source.displayHeight, source.displayWidth];
  const { height = 0, width = 0 } = (source ?? {}) as { height?: number; width?: number };
  return [height, width];
}

/** One int32 per pixel, [height, width]. */
function upload(source: PixelSource, height: number, width: number): Tensor {
  if (source instanceof ImageData) {
    const { buffer, byteOffset, length } = source.data;
    return tensor(new Int32Array(buffer, byteOffset, length / BYTES_PER_ELEMENT), [height, width]);
  }
  const { info, pool } = runtime.opened();
  const { device } = info;
  // Rows in a buffer begin at multiples of 256 bytes.
  const pitch = Math.ceil(width / 64) * 64;
  const storage = new GpuStorage(height * pitch);
  checkBinding(device, storage.bytes, `a picture of ${width} x ${height}`);
  const texture = device.createTexture({
    label: 'picture',
    size: [width, height],
    format: 'rgba8unorm',
    usage: GPUTextureUsage.COPY_DST | GPUTextureUsage.COPY_SRC | GPUTextureUsage.RENDER_ATTACHMENT,
  });
  device.queue.copyExternalImageToTexture({ source }, { texture }, [width, height]);
  const encoder = device.createCommandEncoder();
  const { buffer, offset } = storage.allocate(pool);
  const target = { buffer, offset, bytesPerRow: pitch * BYTES_PER_ELEMENT };
  encoder.copyTextureToBuffer({ texture }, target, [width, height]);
  device.queue.submit([encoder.finish()]);
  texture.destroy();
  const rows = new Tensor(leaf('pixels', { type: 'data' }), [], [height, pitch], 'int32');
  rows.storage = storage;
  return pitch === width ? rows : rows.slice([0, 0], [height, width]);
}

function unpack(pixels: Tensor, channels: 1 | 3 | 4): Tensor {
  const colours = byteOf(pixels.expandDims(-1), arange(channels === 4 ? 4 : 3)).cast('float32');
  if (channels !== 1) return colours;
  // Rounded: the weights add up to 1 only nearly, and a grey picture shall keep its values.
  return colours.mul([0.299, 0.587, 0.114]).sum(-1, { keepDims: true }).round();
}
