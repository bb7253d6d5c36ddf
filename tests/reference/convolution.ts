// Convolution and pooling written out as sums over windows, in float64.
import { generate, type NdArray } from './array.ts';

export interface Geometry {
  readonly strides?: number;
  readonly padding?: 'valid' | 'same' | 'causal';
  readonly dilationRate?: number;
}

interface Axis {
  readonly windows: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
}

/** Windows along one axis, by the formulas in TensorFlow's documentation of padding. */
export function axisOf(
  length: number,
  size: number,
  { strides = 1, padding = 'valid', dilationRate = 1 }: Geometry,
): Axis {
  const reach = (size - 1) * dilationRate + 1;
  if (padding === 'valid') {
    return {
      windows: Math.ceil((length - reach + 1) / strides),
      stride: strides,
      dilation: dilationRate,
      before: 0,
    };
  }
  const windows = Math.ceil(length / strides);
  const total = Math.max((windows - 1) * strides + reach - length, 0);
  return {
    windows,
    stride: strides,
    dilation: dilationRate,
    before: padding === 'causal' ? reach - 1 : Math.floor(total / 2),
  };
}

type At = (n: number, y: number, x: number, c: number) => number;

const reader =
  ({ data, shape: [, height, width, channels] }: NdArray): At =>
  (n, y, x, c) =>
    y < 0 || x < 0 || y >= height || x >= width ? 0 : data[((n * height + y) * width + x) * channels + c];

/** x [rows, height, width, channels], kernel [height, width, channels, filters]. */
export function conv2d(x: NdArray, kernel: NdArray, geometry: Geometry = {}): NdArray {
  const [rows, height, width, channels] = x.shape;
  const [kh, kw, , filters] = kernel.shape;
  const [v, h] = [axisOf(height, kh, geometry), axisOf(width, kw, geometry)];
  const at = reader(x);
  return generate([rows, v.windows, h.windows, filters], ([n, oy, ox, f]) => {
    let sum = 0;
    for (let ky = 0; ky < kh; ky++) {
      for (let kx = 0; kx < kw; kx++) {
        const y = oy * v.stride + ky * v.dilation - v.before;
        const z = ox * h.stride + kx * h.dilation - h.before;
        for (let c = 0; c < channels; c++) {
          sum += at(n, y, z, c) * kernel.data[((ky * kw + kx) * channels + c) * filters + f];
        }
      }
    }
    return sum;
  });
}

/** x [rows, steps, channels], kernel [size, channels, filters]. */
export function conv1d(x: NdArray, kernel: NdArray, geometry: Geometry = {}): NdArray {
  const [rows, steps, channels] = x.shape;
  const [size, , filters] = kernel.shape;
  const axis = axisOf(steps, size, geometry);
  return generate([rows, axis.windows, filters], ([n, o, f]) => {
    let sum = 0;
    for (let k = 0; k < size; k++) {
      const at = o * axis.stride + k * axis.dilation - axis.before;
      if (at < 0 || at >= steps) continue;
      for (let c = 0; c < channels; c++) {
        sum += x.data[(n * steps + at) * channels + c] * kernel.data[(k * channels + c) * filters + f];
      }
    }
    return sum;
  });
}

/** kernel [height, width, channels, multiplier]: every channel by itself. */
export function depthwiseConv2d(x: NdArray, kernel: NdArray, geometry: Geometry = {}): NdArray {
  const [rows, height, width] = x.shape;
  const [kh, kw, channels, multiplier] = kernel.shape;
  const [v, h] = [axisOf(height, kh, geometry), axisOf(width, kw, geometry)];
  const at = reader(x);
  return generate([rows, v.windows, h.windows, channels * multiplier], ([n, oy, ox, f]) => {
    const [c, m] = [Math.floor(f / multiplier), f % multiplier];
    let sum = 0;
    for (let ky = 0; ky < kh; ky++) {
      for (let kx = 0; kx < kw; kx++) {
        const y = oy * v.stride + ky * v.dilation - v.before;
        const z = ox * h.stride + kx * h.dilation - h.before;
        sum += at(n, y, z, c) * kernel.data[((ky * kw + kx) * channels + c) * multiplier + m];
      }
    }
    return sum;
  });
}

export interface TransposedGeometry extends Geometry {
  readonly outputPadding?: number;
}

/** kernel [height, width, filters, channels]: every element of x adds the kernel to the result. */
export function conv2dTranspose(x: NdArray, kernel: NdArray, geometry: TransposedGeometry = {}): NdArray {
  const { strides = 1, padding = 'valid', dilationRate = 1, outputPadding } = geometry;
  const [rows, height, width, channels] = x.shape;
  const [kh, kw, filters] = kernel.shape;
  const lengthOf = (length: number, size: number): number => {
    const reach = (size - 1) * dilationRate + 1;
    if (outputPadding !== undefined) {
      return (length - 1) * strides + (padding === 'valid' ? reach : reach % 2) + outputPadding;
    }
    return length * strides + (padding === 'valid' ? Math.max(reach - strides, 0) : 0);
  };
  const [outHeight, outWidth] = [lengthOf(height, kh), lengthOf(width, kw)];
  const [v, h] = [axisOf(outHeight, kh, geometry), axisOf(outWidth, kw, geometry)];
  const result = generate([rows, outHeight, outWidth, filters], () => 0);
  for (let n = 0; n < rows; n++) {
    for (let y = 0; y < height; y++) {
      for (let z = 0; z < width; z++) {
        for (let ky = 0; ky < kh; ky++) {
          for (let kx = 0; kx < kw; kx++) {
            const oy = y * v.stride + ky * v.dilation - v.before;
            const ox = z * h.stride + kx * h.dilation - h.before;
            if (oy < 0 || ox < 0 || oy >= outHeight || ox >= outWidth) continue;
            for (let f = 0; f < filters; f++) {
              for (let c = 0; c < channels; c++) {
                result.data[((n * outHeight + oy) * outWidth + ox) * filters + f] +=
                  x.data[((n * height + y) * width + z) * channels + c] *
                  kernel.data[((ky * kw + kx) * filters + f) * channels + c];
              }
            }
          }
        }
      }
    }
  }
  return result;
}

/** Largest element or mean of each window; padding takes no part. */
export function pool2d(x: NdArray, size: number, kind: 'max' | 'average', geometry: Geometry = {}): NdArray {
  const [rows, height, width, channels] = x.shape;
  const options = { strides: size, ...geometry };
  const [v, h] = [axisOf(height, size, options), axisOf(width, size, options)];
  const at = reader(x);
  return generate([rows, v.windows, h.windows, channels], ([n, oy, ox, c]) => {
    const elements: number[] = [];
    for (let ky = 0; ky < size; ky++) {
      for (let kx = 0; kx < size; kx++) {
        const y = oy * v.stride + ky - v.before;
        const z = ox * h.stride + kx - h.before;
        if (y >= 0 && z >= 0 && y < height && z < width) elements.push(at(n, y, z, c));
      }
    }
    if (kind === 'average') return elements.reduce((a, b) => a + b, 0) / elements.length;
    return elements.reduce((a, b) => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Math.max(a, b)));
  });
}

/** The same over one axis: x [rows, steps, channels]. */
export function pool1d(x: NdArray, size: number, kind: 'max' | 'average', geometry: Geometry = {}): NdArray {
  const [rows, steps, channels] = x.shape;
  const axis = axisOf(steps, size, { strides: size, ...geometry });
  return generate([rows, axis.windows, channels], ([n, o, c]) => {
    const elements: number[] = [];
    for (let k = 0; k < size; k++) {
      const at = o * axis.stride + k - axis.before;
      if (at >= 0 && at < steps) elements.push(x.data[(n * steps + at) * channels + c]);
    }
    return kind === 'average'
      ? elements.reduce((a, b) => a + b, 0) / elements.length
      : elements.reduce((a, b) => Math.max(a, b));
  });
}
