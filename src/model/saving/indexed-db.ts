import { FormatError } from '../../core/errors.ts';

const DATABASE = 'gradloom';
const STORE = 'models';

/** Keeps bytes under a name: 'indexeddb://name'. */
export async function writeRecord(address: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await inStore('readwrite', (store) => store.put(new Blob([bytes]), nameIn(address)));
}

/** @throws FormatError when nothing was saved under the name */
export async function readRecord(call: string, address: string): Promise<Uint8Array> {
  const blob = await inStore('readonly', (store) => store.get(nameIn(address)));
  if (blob instanceof Blob) return new Uint8Array(await blob.arrayBuffer());
  const names = await inStore('readonly', (store) => store.getAllKeys());
  throw new FormatError(
    `${call}: nothing was saved as '${nameIn(address)}' here. Saved: ${names.join(', ') || 'nothing'}.`,
  );
}

const nameIn = (address: string): string => address.slice('indexeddb://'.length);

async function inStore<T>(
  mode: IDBTransactionMode,
  request: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settledRequest(opening);
  try {
    const transaction = database.transaction(STORE, mode);
    const result = await settledRequest(request(transaction.objectStore(STORE)));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      if (mode === 'readonly') resolve();
    });
    return result;
  } finally {
    database.close();
  }
}

const settledRequest = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
