import { FormatError } from '../../core/errors.ts';
import { RecordStore } from '../../core/record-store.ts';

const models = new RecordStore('gradloom', 'models');

/** Keeps bytes under a name: 'indexeddb://name'. */
export async function writeRecord(address: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await models.put(nameIn(address), new Blob([bytes]));
}

/** @throws FormatError when nothing was saved under the name */
export async function readRecord(call: string, address: string): Promise<Uint8Array> {
  const blob = await models.get(nameIn(address));
  if (blob instanceof Blob) return new Uint8Array(await blob.arrayBuffer());
  const names = await models.names();
  throw new FormatError(
    `${call}: nothing was saved as '${nameIn(address)}' here. Saved: ${names.join(', ') || 'nothing'}.`,
  );
}

const nameIn = (address: string): string => address.slice('indexeddb://'.length);
