import { openContestant } from './contestant.ts';
import { Unsupported } from './engine.ts';
import type { Answer, Call, Opening } from './node/messages.ts';

/** How the other side is reached. */
export interface Wire {
  tell(message: Answer<unknown> | Opening): void;
  onCall(answer: (call: Call) => void): void;
}

/** Makes one engine with one workload and answers calls of its methods, in a process or a worker. */
export async function serveContestant(
  engine: string,
  workload: string,
  { tell, onCall }: Wire,
): Promise<void> {
  try {
    const contestant = await openContestant(engine, workload);
    onCall(({ method, number }) => {
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

export const failed = (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) });
