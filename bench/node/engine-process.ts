// One engine with one workload in a process of its own: engine-process.mjs <dawn.node> [<engine> <workload>];
// without them, it tells of the adapter.
import { argv, exit } from 'node:process';
import type { Answer, Call, Opening } from './messages.ts';
import { becomeWorker } from './worker-globals.ts';

const [dawnFile, engine, workload] = argv.slice(2);
becomeWorker(dawnFile);
// Dawn would keep the process alive.
process.on('disconnect', () => exit());

function tell(message: Answer<unknown> | Opening): void {
  process.send?.(message);
}

async function serve(): Promise<void> {
  const { serveContestant } = await import('../serve-contestant.ts');
  await serveContestant(engine, workload, {
    tell,
    onCall: (answer) => process.on('message', (call: Call) => answer(call)),
  });
}

async function report(): Promise<void> {
  const { reportAdapter } = await import('./adapter-report.ts');
  const { failed } = await import('../serve-contestant.ts');
  tell(await reportAdapter().then((value) => ({ value }), failed));
}

await (engine ? serve() : report());
