import { StateError } from '../core/errors.ts';

/** Knows what is running on a model, and refuses what would disturb it. */
export class Guard {
  readonly #running = new Set<string>();
  #disposed = false;

  get disposed(): boolean {
    return this.#disposed;
  }

  /**
   * Runs `work` unless the same call is running already, which would use the same buffers, or one of
   * `others` is.
   */
  async exclusively<T>(call: string, others: readonly string[], work: () => Promise<T>): Promise<T> {
    this.requireIdle(call, [call, ...others]);
    this.#running.add(call);
    try {
      return await work();
    } finally {
      this.#running.delete(call);
    }
  }

  requireIdle(call: string, others: readonly string[]): void {
    const other = others.find((name) => this.#running.has(name));
    if (!other) return;
    throw new StateError(`${call}: ${other} is still running on this model. Await it first, or stop it.`);
  }

  requireAlive(call: string): void {
    if (!this.#disposed) return;
    throw new StateError(`${call}: the model was disposed. Make a new one with gl.sequential or gl.model.`);
  }

  /** From now on nothing is alive. */
  dispose(): void {
    this.#disposed = true;
  }
}
