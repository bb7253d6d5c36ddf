import { ArgumentError } from './errors.ts';

/** `[2, 3]`, as shapes are written in every message. */
export const shapeText = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/** The candidate with the smallest edit distance to `name`, or null when none is near. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, substitution);
    }
    row = next;
  }
  return row[b.length];
}

/** `unknown optimizer 'adm'. Did you mean 'adam'? Known: ...` */
export function unknownName(
  call: string,
  what: string,
  name: string,
  known: readonly string[],
): ArgumentError {
  const suggestion = nearest(name, known);
  const hint = suggestion ? ` Did you mean '${suggestion}'?` : '';
  return new ArgumentError(`${call}: unknown ${what} '${name}'.${hint} Known: ${known.join(', ')}.`);
}

/** Refuses an option that there is not: a typing error, which would be silent otherwise. */
export function requireKnownOptions(call: string, options: object, known: readonly string[]): void {
  const stranger = Object.keys(options).find((name) => !known.includes(name));
  if (stranger !== undefined) throw unknownName(call, 'option', stranger, known);
}
