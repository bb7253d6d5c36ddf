import { expect, test } from 'vitest';
import * as gl from '../../src/index.ts';

/** 70 pixels wide: rows in GPU buffers are padded. All bytes differ from their neighbours. */
const [width, height] = [70, 3];
const image = new ImageData(
  Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => (i % 4 === 3 ? 255 : (i * 7) % 256)),
  width,
);
const canvas = new OffscreenCanvas(width, height);
(canvas.getContext('2d') as OffscreenCanvasRenderingContext2D).putImageData(image, 0, 0);
const rgb = [...image.data].filter((_, i) => i % 4 !== 3);

async function element(): Promise<HTMLImageElement> {
  const picture = new Image();
  picture.src = URL.createObjectURL(await canvas.convertToBlob());
  await picture.decode();
  return picture;
}

test.each<[string, () => gl.data.PixelSource | Promise<gl.data.PixelSource>]>([
  ['a canvas', () => canvas],
  ['ImageData', () => image],
  ['an ImageBitmap', () => createImageBitmap(canvas)],
  ['an image', element],
  ['a video frame', () => new VideoFrame(canvas, { timestamp: 0 })],
])('the pixels of %s', async (_, make) => {
  const source = await make();
  const pixels = await gl.data.fromPixels(source);
  if ('close' in source) source.close();
  expect(pixels.shape).toEqual([height, width, 3]);
  expect(pixels.dtype).toBe('float32');
  expect([...(await pixels.data())]).toEqual(rgb);
});

test('alpha is a channel, and colours are not multiplied with it', async () => {
  const half = new ImageData(Uint8ClampedArray.of(200, 100, 50, 128, 255, 0, 0, 255), 2);
  const [pixels] = [await gl.data.fromPixels(half, { channels: 4 })];
  expect(await pixels.array()).toEqual([
    [
      [200, 100, 50, 128],
      [255, 0, 0, 255],
    ],
  ]);
  const bitmap = await createImageBitmap(half, { premultiplyAlpha: 'none' });
  const copied = await (await gl.data.fromPixels(bitmap, { channels: 4 })).data();
  for (const [k, value] of [200, 100, 50, 128, 255, 0, 0, 255].entries())
    expect(Math.abs(copied[k] - value)).toBeLessThanOrEqual(1);
});

test('grey: the weights of Rec. 601, and grey stays what it is', async () => {
  const greys = Array.from({ length: 256 }, (_, i) => [i, i, i, 255]).flat();
  const ramp = new ImageData(
    Uint8ClampedArray.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, ...greys),
    259,
  );
  const pixels = await gl.data.fromPixels(ramp, { channels: 1 });
  expect(pixels.shape).toEqual([1, 259, 1]);
  expect([...(await pixels.data())]).toEqual([76, 150, 29, ...Array(256).keys()]);
});

test('a picture is scaled before, and goes on into a model', async () => {
  const large = new OffscreenCanvas(8, 4);
  const context = large.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = 'rgb(255 0 0)';
  context.fillRect(0, 0, 4, 4);
  context.fillStyle = 'rgb(0 0 255)';
  context.fillRect(4, 0, 4, 4);
  const pixels = await gl.data.fromPixels(large, { size: [2, 4] });
  expect(pixels.shape).toEqual([2, 4, 3]);
  const values = await pixels.data();
  expect([...values.slice(0, 3)]).toEqual([255, 0, 0]);
  expect([...values.slice(9, 12)]).toEqual([0, 0, 255]);
  const model = gl.sequential([gl.layers.globalAveragePooling2d({ inputShape: [2, 4, 3] })]);
  const [mean] = (await (await model.predict(pixels.div(255).expandDims(0))).array()) as number[][];
  expect(mean[0]).toBeCloseTo(0.5, 2);
  expect(mean[1]).toBe(0);
});

test.each<[() => Promise<unknown>, string]>([
  [() => gl.data.fromPixels(canvas, { channels: 2 as 1 }), 'channels must be 1, 3 or 4, got 2'],
  [
    () => gl.data.fromPixels(canvas, { size: [0, 4] }),
    'size must be [height, width] in whole pixels, got [0, 4]',
  ],
  [() => gl.data.fromPixels(new Image()), 'got HTMLImageElement of 0 x 0. Wait until it has loaded'],
  [() => gl.data.fromPixels(document.createElement('video')), 'got HTMLVideoElement of 0 x 0'],
  [() => gl.data.fromPixels(null as unknown as ImageData), 'that has pixels, got null'],
])('refusals %#', async (call, message) => {
  await expect(call()).rejects.toThrow(message);
});
