import { ArgumentError } from '../core/errors.ts';
import { settled } from '../eager/execute.ts';
import type { Callback, Progress } from './types.ts';

/** A hook that `fit` waits for. */
type Hook = Exclude<keyof Callback, 'setModel' | 'onProgress'>;

/** The callbacks of a `fit`, called one after the other. */
export class CallbackList {
  readonly #callbacks: readonly Callback[];

  /** @throws ArgumentError for anything but objects */
  constructor(call: string, callbacks: Callback | readonly Callback[]) {
    this.#callbacks = [callbacks].flat();
    const wrong = this.#callbacks.find((callback) => typeof callback !== 'object' || callback === null);
    if (wrong === undefined) return;
    throw new ArgumentError(
      `${call}: callbacks must be objects with hooks such as { onEpochEnd(epoch, logs) {} }, got ${String(wrong)}.`,
    );
  }

  has(hook: keyof Callback): boolean {
    return this.#callbacks.some((callback) => callback[hook]);
  }

  setModel(model: Parameters<NonNullable<Callback['setModel']>>[0]): void {
    for (const callback of this.#callbacks) callback.setModel?.(model);
  }

  async call<H extends Hook>(hook: H, ...values: Parameters<NonNullable<Callback[H]>>): Promise<void> {
    for (const callback of this.#callbacks) {
      const listener = callback[hook] as ((...values: unknown[]) => void | Promise<void>) | undefined;
      await listener?.apply(callback, values);
    }
    // A callback may have asked for weights: they are copied before the next step changes them.
    await settled();
  }

  progress(progress: Progress): void {
    for (const callback of this.#callbacks) callback.onProgress?.(progress);
  }
}
