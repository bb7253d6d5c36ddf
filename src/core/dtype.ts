/** Element types of a tensor. `bool` is stored as one 32-bit word (0 or 1) on the GPU. */
export type DType = 'float32' | 'int32' | 'bool';

/** What `data()` gives for each dtype. */
export type TypedArray = Float32Array | Int32Array | Uint8Array;

/** Every dtype takes one 32-bit word on the GPU. */
export const BYTES_PER_ELEMENT = 4;

/** The type of a value in WGSL expressions. */
export const wgslType = (dtype: DType): 'f32' | 'i32' | 'bool' =>
  dtype === 'float32' ? 'f32' : dtype === 'int32' ? 'i32' : 'bool';

/** The element type of a storage buffer: WGSL's bool is not host-shareable. */
export const wgslStorageType = (dtype: DType): 'f32' | 'i32' | 'u32' =>
  dtype === 'float32' ? 'f32' : dtype === 'int32' ? 'i32' : 'u32';

/** The words that go into (or came out of) a GPU buffer for a typed array. */
export function toWords(data: TypedArray): Float32Array | Int32Array {
  return data instanceof Uint8Array ? Int32Array.from(data) : data;
}

/** Reads the words of a GPU buffer back as the array type of `dtype`. */
export function fromWords(words: ArrayBuffer, dtype: DType): TypedArray {
  if (dtype === 'float32') return new Float32Array(words);
  if (dtype === 'int32') return new Int32Array(words);
  return Uint8Array.from(new Uint32Array(words));
}

export function emptyArray(dtype: DType, length: number): TypedArray {
  if (dtype === 'float32') return new Float32Array(length);
  return dtype === 'int32' ? new Int32Array(length) : new Uint8Array(length);
}
