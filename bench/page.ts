// One engine with one workload in a tab of its own: page.html?engine=gradloom&workload=mlp-32;
// without them, what tells of the adapter.
import { describeAdapter } from './adapter.ts';
import { type Contestant, openContestant } from './contestant.ts';
import { measureCopyBandwidth } from './copy-bandwidth.ts';
import { measureEncoding } from './encoding.ts';
import { Unsupported } from './engine.ts';

declare global {
  interface Window {
    /** A contestant, or why there is none. */
    contestant: Promise<Contestant | { readonly unsupported: string }>;
    describeAdapter: typeof describeAdapter;
    measureCopyBandwidth: typeof measureCopyBandwidth;
    measureEncoding: typeof measureEncoding;
  }
}

Object.assign(window, { describeAdapter, measureCopyBandwidth, measureEncoding });

const query = new URLSearchParams(location.search);
const engine = query.get('engine');
const workload = query.get('workload');
if (engine && workload) {
  window.contestant = openContestant(engine, workload).catch((error) => {
    if (error instanceof Unsupported) return { unsupported: error.message };
    throw error;
  });
  // Whoever awaits it gets the error.
  window.contestant.catch(() => {});
}
