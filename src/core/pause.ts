/** Lets the page breathe in the middle of long work on the CPU: a timer would cost 4 ms each time. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}

/** Milliseconds of work after which a page may draw a frame. */
const SLICE = 8;

/** Runs work that yields now and then, or yields what it waits for, with pauses in between when it takes long. */
export async function inSlices<T>(work: Generator<Promise<void> | void, T>): Promise<T> {
  let end = performance.now() + SLICE;
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (value) await value;
    if (performance.now() < end) continue;
    await pause();
    end = performance.now() + SLICE;
  }
}
