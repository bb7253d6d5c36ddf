import { ArgumentError, FormatError } from '../../core/errors.ts';
import { writeFolder } from './folder.ts';
import { writeRecord } from './indexed-db.ts';

/** Where a model can be saved: 'indexeddb://name', 'downloads://name', an 'https://...' that takes PUT, or in Node 'file://folder'. */
export type SaveTarget = string;

export async function writeTarget(
  call: string,
  target: SaveTarget,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  if (target.startsWith('indexeddb://')) return writeRecord(target, bytes);
  if (target.startsWith('file://')) return writeFolder(target, bytes);
  if (target.startsWith('downloads://')) return download(target.slice('downloads://'.length), bytes);
  if (/^https?:/.test(target)) return upload(call, target, bytes);
  throw new ArgumentError(
    `${call}: expected 'indexeddb://name', 'downloads://name', 'https://...' or (in Node) 'file://folder', got '${target}'. ` +
      'For anything else take the bytes of model.toBlob().',
  );
}

/** With PUT, so that the same address gives the model back, as it does with buckets' signed URLs. */
async function upload(call: string, address: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
  const response = await fetch(address, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  });
  if (!response.ok) throw new FormatError(`${call}: PUT ${address} answered with status ${response.status}.`);
}

function download(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = `${name || 'model'}.safetensors`;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
