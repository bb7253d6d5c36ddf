import type { DType, TypedArray } from './dtype.ts';
import { type Shape, sizeOf } from './shape.ts';

const LINE = 75;
const MAX_DECIMALS = 8;
/** Arrays with more elements show only this many at either end of their long axes. */
const MAX_ELEMENTS = 1000;
const EDGE = 3;

type Word = (value: number) => string;

/** Values as NumPy 2.4 prints them with its default settings; source: numpy/_core/arrayprint.py. */
export function formatArray(data: TypedArray, shape: Shape, dtype: DType): string {
  if (data.length === 0) return '[]';
  const shown: number[] = [];
  layOut(data, shape, (value) => {
    shown.push(value);
    return '';
  });
  return layOut(data, shape, wordsOf(shown, dtype, shape.length === 0));
}

function layOut(data: TypedArray, shape: Shape, word: Word): string {
  const rank = shape.length;
  const nest = (depth: number, begin: number): string => {
    if (depth === rank) return word(data[begin]);
    const step = sizeOf(shape.slice(depth + 1));
    const parts = positions(shape[depth], data.length > MAX_ELEMENTS).map((i) =>
      i === null ? '...' : nest(depth + 1, begin + i * step),
    );
    const gap = '\n'.repeat(rank - depth - 1) + ' '.repeat(depth + 1);
    return `[${depth === rank - 1 ? wrap(parts, rank) : parts.join(gap)}]`;
  };
  return nest(0, 0);
}

/** Positions along an axis; null stands for those left out. */
function positions(length: number, isLong: boolean): (number | null)[] {
  const all = Array.from(Array(length).keys());
  return isLong && length > 2 * EDGE ? [...all.slice(0, EDGE), null, ...all.slice(-EDGE)] : all;
}

function wrap(words: readonly string[], indent: number): string {
  const lines = [''];
  for (const word of words) {
    const line = lines[lines.length - 1];
    if (line && indent + line.length + 1 + word.length > LINE - indent) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines
    .map((line, k) => (k < lines.length - 1 ? line.trimEnd() : line))
    .join(`\n${' '.repeat(indent)}`);
}

/** How each of these values is written, so that all are equally wide. */
function wordsOf(values: readonly number[], dtype: DType, isScalar: boolean): Word {
  if (dtype === 'float32') return floatWords(values, isScalar);
  const text: Word = dtype === 'int32' ? String : (value) => (value ? 'True' : 'False');
  if (isScalar) return text;
  // NumPy leaves room for 'False' even where there is none.
  const width = dtype === 'int32' ? longest(values.map(text)) : 'False'.length;
  return (value) => text(value).padStart(width);
}

function floatWords(values: readonly number[], isScalar: boolean): Word {
  const finite = values.filter(Number.isFinite);
  const limit = isScalar ? Number.POSITIVE_INFINITY : MAX_DECIMALS;
  const split = needsExponent(finite) ? exponential : (value: number) => positional(value, limit);
  const parts = finite.map((value) => split(value));
  const whole = longest(parts.map(([text]) => text));
  const decimals = longest(parts.map(([, text]) => text));
  const text: Word = (value) => {
    if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
    const [integer, fraction, exponent] = split(value, decimals);
    if (!isScalar) return `${integer.padStart(whole)}.${fraction.padEnd(decimals)}${exponent}`;
    const point = fraction || !exponent ? `.${fraction || '0'}` : '';
    return `${integer}${point}${exponent}`;
  };
  const width = longest(values.map(text));
  return (value) => text(value).padStart(width);
}

function needsExponent(values: readonly number[]): boolean {
  const sizes = values.filter((value) => value !== 0).map(Math.abs);
  if (sizes.length === 0) return false;
  const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)];
  return largest >= 1e6 || smallest < Math.fround(1e-4) || largest / smallest > 1000;
}

/** What is before the point, behind it, and the exponent. */
type Parts = [whole: string, fraction: string, exponent: string];

function positional(value: number, limit: number): Parts {
  const [whole, fraction = ''] = String(shortest(value)).split('.');
  if (fraction.length > limit) {
    const [rounded, digits] = value.toFixed(limit).split('.');
    return [rounded, digits.replace(/0+$/, ''), ''];
  }
  return [Object.is(value, -0) ? '-0' : whole, fraction, ''];
}

function exponential(value: number, decimals?: number): Parts {
  const text = decimals === undefined ? shortest(value).toExponential() : value.toExponential(decimals);
  const [, whole, fraction = '', sign, digits] = /^(-?\d)\.?(\d*)e([+-])(\d+)$/.exec(text) as RegExpExecArray;
  return [Object.is(value, -0) ? '-0' : whole, fraction, `e${sign}${digits.padStart(2, '0')}`];
}

/** The decimal number with the fewest digits that float32 rounds to `value`. */
function shortest(value: number): number {
  let digits = 1;
  while (digits < 9 && Math.fround(Number(value.toPrecision(digits))) !== value) digits++;
  return Number(value.toPrecision(digits));
}

const longest = (texts: readonly string[]): number =>
  texts.reduce((most, { length }) => Math.max(most, length), 0);
