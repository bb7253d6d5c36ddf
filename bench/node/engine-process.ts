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

const failed = (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) });

async function open(): Promise<void> {
  const { openContestant } = await import('../contestant.ts');
  const { Unsupported } = await import('../engine.ts');
  try {
    const contestant = await openContestant(engine, workload);
    process.on('message', ({ method, number }: Call) => {
      contestant[method](number).then(
        (value) => tell({ value }),
        (error) => tell(failed(error)),
      );
    });
    tell({ value: contestant.about });
  } catch (error) {
    tell(error instanceof Unsupported ? { unsupported: error.message } : failed(error));
  }
}

async function report(): Promise<void> {
  const { reportAdapter } = await import('./adapter-report.ts');
  tell(await reportAdapter().then((value) => ({ value }), failed));
}

await (engine ? open() : report());
