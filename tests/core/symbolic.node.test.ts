import { describe, expect, it } from 'vitest';
import {
  add,
  constant,
  divide,
  flatten,
  modulo,
  type Sym,
  scale,
  unflatten,
  variable,
  vectorLane,
} from '../../src/core/symbolic.ts';

/** What the WGSL text of an index computes in u32 arithmetic. */
function evaluate({ text }: Sym, values: Record<string, number>): number {
  const tokens: string[] = text.match(/\w+|[-+*/%()]/g) ?? [];
  const next = (): string => tokens[0] ?? '';
  const primary = (): number => {
    const token = tokens.shift() as string;
    if (token === '(') {
      const value = sum();
      tokens.shift();
      return value;
    }
    return values[token] ?? Number.parseInt(token, 10);
  };
  const product = (): number => {
    let value = primary();
    while (['*', '/', '%'].includes(next())) {
      const operator = tokens.shift();
      const right = primary();
      value = operator === '*' ? value * right : operator === '/' ? Math.floor(value / right) : value % right;
    }
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (['+', '-'].includes(next())) value += tokens.shift() === '+' ? product() : -product();
    return value;
  };
  return sum();
}

const i = variable('i', 60);
const row = variable('row', 4);
const column = variable('column', 15);

describe('normal form', () => {
  it.each([[[2, 4, 6]], [[2, 3, 4, 5]], [[3, 1, 5, 2, 2]]])(
    'finds the offset back from its index in %j',
    (shape) => {
      const offset = variable(
        'i',
        shape.reduce((a, b) => a * b),
      );
      expect(flatten(unflatten(offset, shape), shape).text).toBe('i');
    },
  );

  it('spells equal indices equally', () => {
    expect(add(row, column).text).toBe(add(column, row).text);
    expect(add(i, scale(i, -1)).text).toBe('0u');
    expect(add(scale(divide(i, 7), 7), modulo(i, 7)).text).toBe('i');
  });

  it('drops what the range of a variable rules out', () => {
    expect(divide(i, 60).text).toBe('0u');
    expect(modulo(i, 60).text).toBe('i');
    expect(variable('one', 1).text).toBe('0u');
    expect(divide(add(scale(row, 15), column), 15).text).toBe('row');
    expect(modulo(add(scale(row, 15), column), 15).text).toBe('column');
  });

  it('takes a position apart in steps', () => {
    const batch = variable('batch', 6);
    const offset = add(scale(batch, 20), variable('inner', 20));
    expect(divide(offset, 60).text).toBe('(batch / 3u)');
    expect(modulo(divide(offset, 20), 3).text).toBe('(batch % 3u)');
    expect(flatten(unflatten(offset, [2, 3, 20]), [2, 3, 20]).text).toBe(offset.text);
    expect(divide(divide(i, 3), 5).text).toBe('(i / 15u)');
  });

  it.each([[[60]], [[4, 15]], [[2, 5, 6]], [[2, 5, 2, 3]], [[2, 1, 5, 2, 3]], [[3, 2, 2, 5]]])(
    'puts a position in %j together again',
    (shape) => {
      expect(flatten(unflatten(i, shape), shape).text).toBe('i');
    },
  );

  it('finds four neighbours in one vec4', () => {
    const quarter = variable('q', 75);
    expect(vectorLane(add(scale(quarter, 4), constant(2)))).toBe(2);
    expect(vectorLane(modulo(add(scale(quarter, 4), constant(3)), 100))).toBe(3);
    expect(vectorLane(add(quarter, constant(2)))).toBeNull();
  });
});

describe('any reshape', () => {
  const shapes = [[60], [4, 15], [15, 4], [2, 2, 15], [3, 4, 5], [5, 12, 1], [1, 60], [2, 30], [10, 6]];

  it.each(shapes.map((shape) => [shape]))('through %j and back is the identity', (shape) => {
    for (const other of shapes) {
      const there = unflatten(i, shape);
      const elsewhere = unflatten(flatten(there, shape), other);
      for (const value of [0, 1, 7, 14, 15, 29, 30, 59]) {
        expect(evaluate(flatten(elsewhere, other), { i: value }), `${shape} to ${other}`).toBe(value);
      }
    }
  });

  it('computes every coordinate', () => {
    for (const shape of shapes) {
      for (let value = 0; value < 60; value++) {
        let rest = value;
        const expected = [...shape].reverse().map((n) => {
          const coordinate = rest % n;
          rest = Math.floor(rest / n);
          return coordinate;
        });
        const index = unflatten(i, shape).map((sym) => evaluate(sym, { i: value }));
        expect(index).toEqual(expected.reverse());
      }
    }
  });
});
