import { FormatError } from '../../core/errors.ts';
import { shapeText } from '../../core/messages.ts';
import { type Shape, sizeOf } from '../../core/shape.ts';
import { fromHalf } from './half.ts';
import type { StoredTensor } from './safetensors.ts';
import type { SourceFile } from './sources.ts';

interface ManifestWeight {
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string; readonly scale?: number; readonly min?: number };
}

/**
 * The weights that a `weightsManifest` lists, by name. Each group is one stretch of bytes, in one or
 * several files.
 *
 * @param beside reads a file by its path
 */
export async function readManifest(
  call: string,
  manifest: unknown,
  beside: SourceFile['beside'],
): Promise<Map<string, StoredTensor>> {
  if (!Array.isArray(manifest)) throw new FormatError(`${call}: the model has no weightsManifest.`);
  const found = new Map<string, StoredTensor>();
  for (const { paths, weights } of manifest as { paths: string[]; weights: ManifestWeight[] }[]) {
    const shards: Uint8Array[] = [];
    for (const path of paths) shards.push(await beside(path));
    const bytes = joined(shards);
    let at = 0;
    for (const weight of weights) {
      const [data, end] = readWeight(call, weight, bytes, at);
      found.set(weight.name, { dtype: 'F32', shape: weight.shape, data });
      at = end;
    }
    if (at !== bytes.byteLength) {
      throw new FormatError(
        `${call}: ${paths.join(', ')} holds ${bytes.byteLength} bytes, the weights take ${at}.`,
      );
    }
  }
  return found;
}

function joined(shards: readonly Uint8Array[]): Uint8Array {
  if (shards.length === 1) return shards[0];
  const bytes = new Uint8Array(shards.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const shard of shards) {
    bytes.set(shard, at);
    at += shard.byteLength;
  }
  return bytes;
}

const STORED: Readonly<Record<string, (bytes: ArrayBuffer) => ArrayLike<number>>> = {
  float32: (bytes) => new Float32Array(bytes),
  int32: (bytes) => new Int32Array(bytes),
  uint16: (bytes) => new Uint16Array(bytes),
  uint8: (bytes) => new Uint8Array(bytes),
  bool: (bytes) => new Uint8Array(bytes),
  float16: (bytes) => fromHalf(new Uint16Array(bytes)),
};
const WIDTHS: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  uint16: 2,
  float16: 2,
  uint8: 1,
  bool: 1,
};

function readWeight(
  call: string,
  { name, shape, dtype, quantization }: ManifestWeight,
  bytes: Uint8Array,
  begin: number,
): [values: Float32Array, end: number] {
  const type = quantization?.dtype ?? dtype;
  if (!Object.hasOwn(STORED, type) || !Array.isArray(shape)) {
    throw new FormatError(
      `${call}: weight '${name}' has dtype ${type} and shape ${shapeText(shape ?? [])}, which cannot be read.`,
    );
  }
  const end = begin + sizeOf(shape) * WIDTHS[type];
  if (!(end <= bytes.byteLength)) {
    throw new FormatError(
      `${call}: weight '${name}' ends at byte ${end}, but its file has ${bytes.byteLength}. It is truncated.`,
    );
  }
  // A copy of this stretch: it need not begin at a multiple of the width.
  const values = Float32Array.from(STORED[type](bytes.slice(begin, end).buffer as ArrayBuffer));
  const { scale = 1, min = 0 } = quantization ?? {};
  return [scale === 1 && min === 0 ? values : values.map((value) => value * scale + min), end];
}
