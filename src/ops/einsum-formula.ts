import { ArgumentError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { Shape } from '../core/shape.ts';

export interface EinsumFormula {
  /** One letter for each axis of each operand; the axes of '...' have letters beyond 'z'. */
  readonly inputs: readonly string[];
  readonly output: string;
}

const ELLIPSIS = '...';
/** The name of the axis that is `back` axes from the end of '...'. */
const hidden = (back: number): string => String.fromCharCode(0x3b1 + back);

/** Splits 'ij,jk->ik', checks it against the operands' ranks, and names the axes behind '...'. */
export function parseEinsum(formula: string, shapes: readonly Shape[]): EinsumFormula {
  const fail = (reason: string): never => {
    throw new ArgumentError(
      `einsum: '${formula}' with ${shapes.map(shapeText).join(' and ') || 'no operands'}: ${reason} ` +
        "Expected a formula like 'ij,jk->ik' with a letter for each axis.",
    );
  };
  const [left, right, ...more] = formula.replaceAll(' ', '').split('->');
  const terms = left.split(',');
  if (more.length > 0) fail("'->' occurs twice.");
  if (shapes.length < 1 || shapes.length > 2) fail(`one or two operands are possible, not ${shapes.length}.`);
  if (terms.length !== shapes.length)
    fail(`the formula has ${terms.length} operands, the call ${shapes.length}.`);
  for (const term of right === undefined ? terms : [...terms, right]) {
    if (!/^[A-Za-z]*(\.{3}[A-Za-z]*)?$/.test(term)) fail(`'${term}' is not made of letters and one '...'.`);
  }
  let longest = 0;
  const inputs = terms.map((term, k) => {
    const { length: rank } = shapes[k];
    const named = term.replace(ELLIPSIS, '').length;
    const extra = term.includes(ELLIPSIS) ? rank - named : 0;
    if (extra < 0 || named + extra !== rank)
      fail(`'${term}' names ${named} axes, shape ${shapeText(shapes[k])} has ${rank}.`);
    longest = Math.max(longest, extra);
    return term.replace(ELLIPSIS, ellipsis(extra));
  });
  const all = inputs.join('');
  const once = [...new Set(terms.join('').replaceAll('.', ''))].filter(
    (letter) => all.split(letter).length === 2,
  );
  const output = right?.replace(ELLIPSIS, ellipsis(longest)) ?? ellipsis(longest) + once.sort().join('');
  const strange = [...output].find((letter) => !all.includes(letter));
  if (strange) fail(`the result's '${strange}' is in no operand.`);
  if (new Set(output).size < output.length) fail('the result names an axis twice.');
  if (longest > 0 && right !== undefined && !right.includes(ELLIPSIS)) fail("the result lacks '...'.");
  return { inputs, output };
}

const ellipsis = (axes: number): string =>
  Array.from({ length: axes }, (_, k) => hidden(axes - 1 - k)).join('');
