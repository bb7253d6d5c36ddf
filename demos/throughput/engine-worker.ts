// One engine with one workload in a worker, whose name says which: `gradloom mlp-32`.
import { openContestant } from '../../bench/contestant.ts';
import { Unsupported } from '../../bench/engine.ts';
import type { Answer, Call, Opening } from '../../bench/node/messages.ts';

const [engine, workload] = self.name.split(' ');

const tell = (message: Answer<unknown> | Opening): void => self.postMessage(message);

const failed = (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) });

try {
  const contestant = await openContestant(engine, workload);
  self.addEventListener('message', ({ data: { method, number } }: MessageEvent<Call>) => {
    contestant[method](number).then(
      (value) => tell({ value }),
      (error) => tell(failed(error)),
    );
  });
  tell({ value: contestant.about });
} catch (error) {
  tell(error instanceof Unsupported ? { unsupported: error.message } : failed(error));
}
