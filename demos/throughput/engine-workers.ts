import type { Contestant } from '../../bench/contestant.ts';
import { Unsupported } from '../../bench/engine.ts';
import type { Answer, Call, Opening } from '../../bench/node/messages.ts';

/**
 * A contestant of the benchmark in a worker of its own: the page stays responsive whatever the engine does, loads
 * only the engines that are asked for, and gets their memory back at the end. The signal ends it at once.
 *
 * @throws Unsupported
 */
export async function openWorker(engine: string, workload: string, signal: AbortSignal): Promise<Contestant> {
  const name = `${engine} ${workload}`;
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module', name });
  const end = () => worker.terminate();
  signal.addEventListener('abort', end, { once: true });

  /** The next message. */
  const answer = <Message>(): Promise<Message> => {
    const settled = new AbortController();
    const once = { once: true, signal: settled.signal };
    return new Promise<Message>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Message>) => resolve(data), once);
      worker.addEventListener(
        'error',
        ({ message }) => reject(new Error(message || `${name}: did not load`)),
        once,
      );
      signal.addEventListener('abort', () => reject(signal.reason), once);
    }).finally(() => settled.abort());
  };
  const unwrapped = <Value>(given: Answer<Value>): Value => {
    if ('error' in given) throw new Error(given.error);
    return given.value;
  };
  const method =
    <Name extends Call['method']>(method: Name) =>
    async (number: number): Promise<Awaited<ReturnType<Contestant[Name]>>> => {
      signal.throwIfAborted();
      const call: Call = { method, number };
      worker.postMessage(call);
      return unwrapped(await answer<Answer<Awaited<ReturnType<Contestant[Name]>>>>());
    };

  try {
    const opening = await answer<Opening>();
    if ('unsupported' in opening) throw new Unsupported(opening.unsupported);
    return {
      about: unwrapped(opening),
      check: method('check'),
      time: method('time'),
      count: method('count'),
      profile: method('profile'),
      close: async () => end(),
    };
  } catch (error) {
    end();
    throw error;
  }
}
