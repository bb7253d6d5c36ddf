import { type Entry, shadersOf } from './api.ts';
import { edgesText, slopesText } from './edges.ts';
import { type Family, familyOf } from './families.ts';
import {
  block,
  bullets,
  cell,
  code,
  details,
  errorText,
  fields,
  page,
  slopeText,
  source,
  table,
} from './markdown.ts';
import type { Measured } from './measured.ts';

const UP = '../../../';

/** docs/api/ops/NAME.md */
export function opPage(op: Entry, measured: Measured | undefined, isMethod: boolean): string {
  const { name, text, tags, signatures, options, file } = op;
  const family = familyOf(op);
  const shape = shapeText(op, family);
  const facts = [
    tags.formula && `**Formula:** ${code(tags.formula)}`,
    shape && `**Shapes:** ${shape}`,
    measured && `**dtypes:** ${measured.dtypes.join('; ')}`,
    isMethod && `**Method:** also of a tensor, which is then the first argument`,
  ].flatMap((fact) => fact || []);
  return page([
    `# ${name}`,
    `[Reference](../README.md) › ${family.title}`,
    block(signatures.join('\n')),
    text,
    bullets(details({ ...op, tags: { ...tags, throws: '' } })),
    bullets(facts),
    tags.example && `## Example\n\n${block(tags.example)}`,
    ...options.map((option) => `## ${option.name}\n\n${fields(option.members)}`),
    tags.gradient && `## Gradient\n\n${gradientText(op, family)}`,
    measured && slopesText(measured),
    measured && edgesText(measured, family.pointwise ? operandsOf(signatures[0]) : null),
    measured && accuracy(measured),
    throwsText(tags.throws?.split('\n') ?? measured?.refused ?? []),
    `Source: ${[file, ...shadersOf(file)].map((path) => source(path, UP)).join(', ')}`,
  ]);
}

function gradientText({ tags: { gradient }, signatures: [call] }: Entry, { pointwise }: Family): string {
  if (gradient.startsWith('Not differentiable')) return gradient;
  const [result] = /\bd[yz]\b/.exec(gradient) ?? [];
  const meaning = result ? `${code(result)} is the derivative of the result.` : '';
  const broadcast = pointwise && operandsOf(call) > 1;
  return page([
    code(gradient),
    broadcast
      ? `${meaning} An operand that was broadcast gets the sum over the axes it was stretched along.`
      : meaning,
  ]).trim();
}

const operandsOf = (call: string): number => call.split(': TensorLike').length - 1;

/** What @shape says, or what holds for the family. */
function shapeText({ tags, signatures: [call] }: Entry, { shape, pointwise }: Family): string {
  if (tags.shape || !pointwise) return tags.shape ?? shape ?? '';
  return operandsOf(call) > 1 ? 'any that broadcast, as in NumPy → the broadcast shape' : 'any → the same';
}

function accuracy({ values, gradient }: Measured): string {
  const rows = [
    ...(values ? [['value', errorText(values.error), errorText(values.budget), values.range ?? '']] : []),
    ...(gradient ? [['gradient', slopeText(gradient.error), slopeText(gradient.budget), '']] : []),
  ];
  const note = 'Largest relative error that the tests measured, in brackets in units in the last place ';
  return `## Errors of rounding\n\n${note}([how](../../OPS.md)).\n\n${table(
    ['', 'measured', 'budget', 'inputs from'],
    rows,
  )}`;
}

/** 'ShapeError: what it says', each. */
function throwsText(errors: readonly string[]): string {
  if (errors.length === 0) return '';
  return `## Throws\n\n${bullets(errors.map((error) => cell(error).replace(/^\w+/, '`$&`')))}`;
}
