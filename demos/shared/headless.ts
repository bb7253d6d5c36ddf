// What `npm run train` (tools/train.mjs) runs in its headless browser: the code of the tutorials, without their pages.
import * as gl from '../../src/index.ts';
import { type Outcome, type Request, tutorials } from './tutorials.ts';

export type { Outcome, Request };

declare global {
  interface Window {
    /** Provided by tools/train.mjs. */
    reportProgress(progress: gl.Progress): Promise<void>;
  }
}

const training: gl.Callback[] = [{ onProgress: (progress) => void window.reportProgress(progress) }];

/** @throws whatever the code of the tutorial throws */
export async function train(request: Request): Promise<Outcome & { adapter: string }> {
  const { adapter, software } = await gl.init({ seed: request.seed });
  const outcome = await tutorials[request.demo](request, training);
  return { adapter: software ? `${adapter} (software)` : adapter, ...outcome };
}
