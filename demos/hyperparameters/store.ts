import type { search } from '../../src/index.ts';

/** A search that may go on. */
export interface Kept {
  readonly state: search.SearchState;
  /** That its trials have taken so far. */
  readonly seconds: number;
}

const keyOf = (method: string) => `gradloom.search.${method}`;

/** What was kept of a search; null when there is nothing, or nothing readable. */
export function kept(method: string): Kept | null {
  try {
    const found: Kept | null = JSON.parse(localStorage.getItem(keyOf(method)) ?? 'null');
    return found && Array.isArray(found.state?.trials) && Number.isFinite(found.seconds) ? found : null;
  } catch {
    return null;
  }
}

/** Keeps a search for the next visit; null forgets it. A full or forbidden store is no reason to fail. */
export function keep(method: string, search: Kept | null): void {
  try {
    if (search) localStorage.setItem(keyOf(method), JSON.stringify(search));
    else localStorage.removeItem(keyOf(method));
  } catch {
    return;
  }
}
