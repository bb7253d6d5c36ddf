// One engine with one workload in a tab of its own: page.html?engine=gradloom&workload=mlp-32
import { type Contestant, openContestant } from './contestant.ts';
import { Unsupported } from './engine.ts';

declare global {
  interface Window {
    /** A contestant, or why there is none. */
    contestant: Promise<Contestant | { readonly unsupported: string }>;
  }
}

const query = new URLSearchParams(location.search);

window.contestant = openContestant(query.get('engine') ?? '', query.get('workload') ?? '').catch((error) => {
  if (error instanceof Unsupported) return { unsupported: error.message };
  throw error;
});
// Whoever awaits it gets the error.
window.contestant.catch(() => {});
