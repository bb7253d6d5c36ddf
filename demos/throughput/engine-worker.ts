// One engine with one workload in a worker, whose name says which: `gradloom mlp-32`.
import type { Call } from '../../bench/node/messages.ts';
import { serveContestant } from '../../bench/serve-contestant.ts';

const [engine, workload] = self.name.split(' ');

await serveContestant(engine, workload, {
  tell: (message) => self.postMessage(message),
  onCall: (answer) => self.addEventListener('message', ({ data }: MessageEvent<Call>) => answer(data)),
});
