import { decodeSafetensors as decode, encodeSafetensors as encode, type Safetensors } from './safetensors.ts';

// Functions of their own, not the others exported again: where the index reaches into a module of a chunk that is loaded
// later, bundlers split off whatever two such chunks share, and apps have a chunk more to load at once.

/**
 * Writes tensors in the format of https://huggingface.co/docs/safetensors: the length of a JSON header,
 * the header, the tensors one after the other.
 */
export function encodeSafetensors(file: Safetensors): Uint8Array<ArrayBuffer> {
  return encode(file);
}

/**
 * Reads such a file. Allocates nothing that is larger than it.
 * @throws FormatError for anything that the format does not allow
 */
export function decodeSafetensors(call: string, bytes: Uint8Array): Safetensors {
  return decode(call, bytes);
}
