import { DataError } from '../core/errors.ts';
import type { Batches, BatchesOnce } from './types.ts';

/** Takes batches from what the user passed, one after the other, and starts it again if that is possible. */
export class BatchReader<Batch, Read> {
  readonly #call: string;
  readonly #source: Batches<Batch>;
  readonly #read: (call: string, batch: Batch) => Promise<Read>;
  #steps: Iterator<Batch> | AsyncIterator<Batch> | null = null;
  #taken = 0;
  /** Only the first batch was read, and it is kept. */
  #fresh = true;
  /** Read but not handed out yet. */
  #kept: Read | null = null;

  /** @param read checks a batch; `call` says which one, for messages */
  constructor(call: string, source: Batches<Batch>, read: (call: string, batch: Batch) => Promise<Read>) {
    this.#call = call;
    this.#source = source;
    this.#read = read;
  }

  /** The first batch; `next` hands it out again. */
  async first(): Promise<Read> {
    const batch = await this.next();
    if (!batch) throw new DataError(`${this.#call}: there are no batches. Yield at least one.`);
    this.#kept = batch;
    this.#fresh = true;
    return batch;
  }

  /** The next batch, checked; null at the end. */
  async next(): Promise<Read | null> {
    const kept = this.#kept;
    this.#kept = null;
    this.#fresh = false;
    if (kept) return kept;
    this.#steps ??= this.#open();
    const { value: batch, done } = await this.#steps.next();
    if (done) return null;
    this.#taken++;
    return this.#read(`${this.#call} (batch ${this.#taken})`, batch);
  }

  /** Hands this one out next. */
  putBack(batch: Read): void {
    this.#kept = batch;
  }

  /** Begins with the first batch again. @returns false when the batches cannot be had a second time */
  restart(): boolean {
    if (this.#fresh) return true;
    const steps = this.#open();
    if (steps === this.#steps) return false;
    this.close();
    this.#steps = steps;
    this.#kept = null;
    return true;
  }

  /** Lets a generator that was made here clean up. */
  close(): void {
    const steps = this.#steps;
    if (steps && steps !== (this.#source as unknown)) void steps.return?.();
  }

  #open(): Iterator<Batch> | AsyncIterator<Batch> {
    const source: BatchesOnce<Batch> = typeof this.#source === 'function' ? this.#source() : this.#source;
    return Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  }
}
