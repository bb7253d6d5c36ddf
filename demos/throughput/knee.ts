import type { Row } from './rows.ts';

/** Of the best rate: what is nearly as good. */
export const NEARLY = 0.9;

/** Where larger batches stop to pay. */
export interface Knee {
  readonly engine: string;
  readonly title: string;
  readonly batchSize: number;
  readonly examplesPerSecond: number;
  /** It is the largest batch size measured: the rate may go on rising beyond it. */
  readonly last: boolean;
}

/** The smallest batch size of every engine that reaches 90 % of its best rate; none where one size was measured. */
export function kneesOf(rows: readonly Row[]): Knee[] {
  const engines = [...new Set(rows.map(({ engine }) => engine))];
  return engines.flatMap((engine) => {
    const own = rows.filter((row) => row.engine === engine).sort((a, b) => a.batchSize - b.batchSize);
    if (own.length < 2) return [];
    const best = Math.max(...own.map(({ examplesPerSecond }) => examplesPerSecond));
    const knee = own.find(({ examplesPerSecond }) => examplesPerSecond >= NEARLY * best) ?? own[0];
    const { title, batchSize, examplesPerSecond } = knee;
    return [{ engine, title, batchSize, examplesPerSecond, last: knee === own[own.length - 1] }];
  });
}
