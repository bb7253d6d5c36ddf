/** Values under names in IndexedDB: one database with one store. */
export class RecordStore {
  readonly #database: string;
  readonly #store: string;

  constructor(database: string, store: string) {
    this.#database = database;
    this.#store = store;
  }

  /** Undefined when there is nothing under the name. */
  get(name: string): Promise<unknown> {
    return this.#request('readonly', (store) => store.get(name));
  }

  put(name: string, value: unknown): Promise<unknown> {
    return this.#request('readwrite', (store) => store.put(value, name));
  }

  names(): Promise<IDBValidKey[]> {
    return this.#request('readonly', (store) => store.getAllKeys());
  }

  async #request<T>(mode: IDBTransactionMode, request: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const opening = indexedDB.open(this.#database, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(this.#store);
    const database = await settled(opening);
    try {
      const transaction = database.transaction(this.#store, mode);
      const result = await settled(request(transaction.objectStore(this.#store)));
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
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
