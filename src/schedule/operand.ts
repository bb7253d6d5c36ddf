import half from '../../shaders/elementwise/half.wgsl';
import { add, constant, divide, flatten, type Sym, scale, variable } from '../core/symbolic.ts';
import type { Tensor } from '../graph/tensor.ts';
import { isHalf } from '../ops/half.ts';
import { boundsOf, type Emitter } from './emit.ts';
import { loadedVector } from './in-memory.ts';

/** One operand of a matrix product, as a matrix of `rows` (named `outer`) by `columns` (named `inner`). */
export interface Operand {
  readonly node: Tensor;
  /** The tensor's last two axes are swapped with respect to the matrix. */
  readonly transposed: boolean;
  readonly outer: 'm' | 'k';
  readonly inner: 'k' | 'n';
  readonly rows: number;
  readonly columns: number;
}

/**
 * `fn name(batch, outer, inner) -> mat4x4f`: rows outer..outer+3, each four columns from `inner`. What is
 * in memory as it is: four vector loads where four neighbours lie next to one another, or else sixteen
 * numbers. A formula, or what has bounds: row by row, in a loop, since its text 16 times over would take
 * software adapters seconds to compile.
 */
export function tileFunction(
  name: string,
  operand: Operand,
  emitter: Emitter,
  batchIndex: () => Sym[],
): string {
  const { outer, inner } = operand;
  const signature = `fn ${name}(batch: u32, ${outer}: u32, ${inner}: u32) -> mat4x4f {`;
  const source = memoryBehind(operand, emitter, batchIndex);
  const loads = source && (vectorTile(operand, source, emitter) ?? viewTile(operand, emitter, batchIndex));
  if (loads) return `${signature}\n${loads}\n}`;
  const row = `${name}_row`;
  return [
    rowFunction(row, operand, emitter, batchIndex),
    signature,
    'var tile: mat4x4f;',
    `for (var i = 0u; i < 4u; i++) { tile[i] = ${row}(batch, ${outer} + i, ${inner}); }`,
    'return tile;\n}',
  ].join('\n');
}

/** `fn name(batch, outer, inner) -> vec4f`: four columns of a row, zero outside of the matrix. */
function rowFunction(name: string, operand: Operand, emitter: Emitter, batchIndex: () => Sym[]): string {
  const { outer, inner, rows, columns, node } = operand;
  const isEven = columns % 4 === 0;
  const body = emitter.isolated(() => {
    const { lines } = emitter.block;
    if (isEven) lines.push(`if (${inner} >= ${columns}u) { return vec4f(); }`);
    const inside = `${inner} + vec4<u32>(0u, 1u, 2u, 3u) < vec4<u32>(${columns}u)`;
    const guarded = (row: string): string => (isEven ? row : `select(vec4f(), ${row}, ${inside})`);
    // Rows of results past the end are never stored, so that theirs may be anything.
    if (outer === 'k') lines.push(`if (${outer} >= ${rows}u) { return vec4f(); }`);
    const items = four.map(
      (j) =>
        emitter.value(node, indexAt(operand, variable(outer, rows), placeIn(inner, columns, j), batchIndex))
          .text,
    );
    lines.push(`return ${guarded(`vec4f(${items.join(', ')})`)};`);
  });
  return `fn ${name}(batch: u32, ${outer}: u32, ${inner}: u32) -> vec4f {\n${body.join('\n')}\n}`;
}

function vectorTile(operand: Operand, source: Source, emitter: Emitter): string | null {
  if (!emitter.vectors) return null;
  const { outer, inner, rows, columns } = operand;
  const along = [inner, outer].find((axis) =>
    isVectorAlong(source.offset, axis, axis === inner ? columns : rows),
  );
  if (!along) return null;
  const across = along === inner ? outer : inner;
  // Rows past the end read whatever robust access gives them and are never stored; past the end of k
  // there must be zeros: a vector along k must not pass it, one across k is left out there.
  const k = operandK(operand);
  if (k % 4 !== 0 && along === 'k') return null;
  const stride = factorOf(source.offset, across);
  const buffer = emitter.bind(source.node, { vector: true });
  emitter.noteRead(source.node, 'vec4');
  const base = divide(aligned(source.offset, along), 4).text;
  const loads = four.map((i) => {
    const element = loadedVector(source.node, `${buffer}[base + ${(i * stride) / 4}u]`);
    const load = source.isHalved ? emitter.call(half.functions.halves_of, [element]) : element;
    return k % 4 === 0 ? load : `select(vec4f(), ${load}, k + ${i}u < ${k}u)`;
  });
  const tile = `mat4x4f(${loads.join(', ')})`;
  return [`let base = ${base};`, `return ${along === inner ? tile : `transpose(${tile})`};`].join('\n');
}

/**
 * Sixteen elements, or four vectors, of what is in memory though not in rows: such as the windows of a
 * convolution. What their indices have in common is computed once. As above, zeros past the end of k.
 */
function viewTile(operand: Operand, emitter: Emitter, batchIndex: () => Sym[]): string {
  const { outer, inner, rows, columns, node } = operand;
  const k = operandK(operand);
  const body = emitter.isolated(() => {
    const lanes = four.map((i) => {
      const row = placeIn(outer, rows, i);
      const items = four.map((j) => {
        const index = indexAt(operand, row, placeIn(inner, columns, j), batchIndex);
        return emitter.value(node, index).text;
      });
      const load = `vec4f(${items.join(', ')})`;
      if (k % 4 === 0) return load;
      const inside = inner === 'k' ? `k + vec4<u32>(0u, 1u, 2u, 3u) < vec4<u32>(${k}u)` : `k + ${i}u < ${k}u`;
      return `select(vec4f(), ${load}, ${inside})`;
    });
    emitter.block.lines.push(`return mat4x4f(${lanes.join(', ')});`);
  });
  return body.join('\n');
}

const four = [0, 1, 2, 3] as const;

/** Element `lane` behind the corner of a tile, which is a multiple of 4. */
const placeIn = (axis: string, length: number, lane: number): Sym =>
  length % 4 === 0
    ? add(scale(variable(`(${axis} / 4u)`, length / 4), 4), constant(lane))
    : variable(lane === 0 ? axis : `(${axis} + ${lane}u)`, length);

const isRead = ({ op }: Tensor): boolean =>
  op.kind === 'leaf' && op.source.type !== 'literal' && op.source.type !== 'iota';

interface Source {
  readonly node: Tensor;
  /** Of an element. */
  readonly offset: Sym;
  /** It is wanted in half precision. */
  readonly isHalved: boolean;
}

/** The stored tensor that an operand is a mere view of. */
function memoryBehind(operand: Operand, emitter: Emitter, batchIndex: () => Sym[]): Source | null {
  let { node } = operand;
  let isHalved = false;
  let index: readonly Sym[] = indexOf(operand, batchIndex);
  while (!emitter.context.stored.has(node)) {
    if (node.op.kind === 'view' && boundsOf(node.op, index).length === 0) index = node.op.index(index);
    else if (isHalf(node)) isHalved = true;
    else break;
    node = node.inputs[0];
  }
  if (!isRead(node) && !emitter.context.stored.has(node)) return null;
  return { node, offset: flatten(index, node.shape), isHalved };
}

const operandK = ({ outer, rows, columns }: Operand): number => (outer === 'k' ? rows : columns);

const indexOf = (operand: Operand, batchIndex: () => Sym[]): Sym[] =>
  indexAt(
    operand,
    variable(operand.outer, operand.rows),
    variable(operand.inner, operand.columns),
    batchIndex,
  );

function indexAt({ node, transposed }: Operand, row: Sym, column: Sym, batchIndex: () => Sym[]): Sym[] {
  const batch = node.rank > 2 ? batchIndex() : [];
  return transposed ? [...batch, column, row] : [...batch, row, column];
}

const factorOf = (offset: Sym, name: string): number =>
  offset.terms.find(({ atom }) => atom.text === name)?.factor ?? 0;

/** Four steps along `axis` are one aligned vec4 of memory. */
function isVectorAlong(offset: Sym, axis: string, length: number): boolean {
  if (length % 4 !== 0 || factorOf(offset, axis) !== 1 || offset.constant % 4 !== 0) return false;
  return offset.terms.every(
    ({ atom, factor }) => /^\w+$/.test(atom.text) && (atom.text === axis || factor % 4 === 0),
  );
}

/** The offset at a tile's corner, where `axis` is a multiple of 4: written as 4 * (axis / 4). */
function aligned(offset: Sym, axis: string): Sym {
  const quarter = `(${axis} / 4u)`;
  const terms = offset.terms.map((term) =>
    term.atom.text === axis
      ? { atom: { ...term.atom, text: quarter, max: Math.floor(term.atom.max / 4) }, factor: 4 }
      : term,
  );
  return { ...offset, terms };
}
