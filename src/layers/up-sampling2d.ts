import { lookUp } from '../core/names.ts';
import type { Tensor } from '../graph/tensor.ts';
import { tensor } from '../ops/convert.ts';
import { type PerAxis, perAxis } from '../ops/geometry.ts';
import { FunctionLayer } from './function-layer.ts';
import { type Layer, type LayerOptions, SPATIAL_AXES } from './layer.ts';
import { cubic, lanczos, resample } from './resample.ts';

export interface UpSampling2dOptions extends LayerOptions {
  /** How many times as long an axis becomes: one number, or [rows, columns]. Default 2. */
  readonly size?: PerAxis;
  /**
   * 'nearest' repeats rows and columns, 'bilinear' lies on the lines between them; 'bicubic' and 'lanczos3' or
   * 'lanczos5' weigh two, three or five pixels on each side. Default 'nearest'.
   */
  readonly interpolation?: 'nearest' | 'bilinear' | 'bicubic' | 'lanczos3' | 'lanczos5';
}

/**
 * Larger images: [height, width, channels] -> [height * size, width * size, channels].
 * Keras: UpSampling2D.
 */
export function upSampling2d(options: UpSampling2dOptions = {}): Layer {
  const call = 'layers.upSampling2d';
  const { size = 2, interpolation = 'nearest' } = options;
  const [down, across] = perAxis(call, 'size', size, 2);
  const stretch = lookUp(call, 'interpolation', interpolation, INTERPOLATIONS);
  return new FunctionLayer('upSampling2d', options, {
    options: ['size', 'interpolation'],
    call: (x) => stretch(stretch(x, down, 1), across, 2),
    axes: SPATIAL_AXES[2],
    outputShape: ([height, width, channels]) => [height * down, width * across, channels],
  });
}

const INTERPOLATIONS: Readonly<Record<string, (x: Tensor, times: number, axis: number) => Tensor>> = {
  nearest: (x, times, axis) => x.repeat(times, axis),
  bilinear,
  bicubic: resample(cubic),
  lanczos3: resample(lanczos(3)),
  lanczos5: resample(lanczos(5)),
};

/** Centers of pixels on centers of pixels; beyond the outermost the image goes on as it ends. */
function bilinear(x: Tensor, times: number, axis: number): Tensor {
  if (times === 1) return x;
  const last = x.shape[axis] - 1;
  const places = Array.from({ length: times * (last + 1) }, (_, i) => {
    const place = (i + 0.5) / times - 0.5;
    const below = Math.floor(place);
    return { below: Math.max(below, 0), above: Math.min(below + 1, last), share: place - below };
  });
  const spread = x.shape.map((_, d) => (d === axis ? -1 : 1));
  const share = tensor(Float32Array.from(places, (place) => place.share)).reshape(spread);
  const [below, above] = (['below', 'above'] as const).map((side) =>
    x.gather(tensor(Int32Array.from(places, (place) => place[side])), axis),
  );
  return below.add(above.sub(below).mul(share));
}
