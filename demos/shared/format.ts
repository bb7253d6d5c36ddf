/** `3` significant digits, without exponents for everyday sizes: 0.0123, 1.23, 412.8 -> 413, 1,719. */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e7))
    return value.toExponential(digits - 1);
  return value.toLocaleString('en', { minimumSignificantDigits: digits, maximumSignificantDigits: digits });
}

/** `1,719` */
export const integer = (value: number): string =>
  Number.isFinite(value) ? Math.round(value).toLocaleString('en') : '–';

/** A share of 1 as `87.4%`. */
export const percent = (share: number, decimals = 1): string =>
  Number.isFinite(share) ? `${(100 * share).toFixed(decimals)}%` : '–';

/** A short time with the unit that suits it: `640 µs`, `5.61 ms`, `1.25 s`. */
export function milliseconds(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value < 1) return `${integer(value * 1000)} µs`;
  return value < 1000 ? `${significant(value)} ms` : `${significant(value / 1000)} s`;
}

/** A time that people wait for: `12 s`, `2 min 10 s`, `1 h 5 min`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What happens so often a second: `1,719`, and below 100 with three digits, `1.72`. */
export const rate = (perSecond: number): string =>
  perSecond < 100 ? significant(perSecond) : integer(perSecond);

/** A tick in few characters: `50`, `2K`, `10M`, `1G`. */
export const compact = (value: number): string =>
  value.toLocaleString('en', { notation: 'compact', maximumSignificantDigits: 3 }).replace('B', 'G');
