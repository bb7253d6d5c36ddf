import serial from '../../shaders/reduce/rows-serial.wgsl';
import team from '../../shaders/reduce/rows-team.wgsl';
import { wgslType } from '../core/dtype.ts';
import { flatten, type Sym } from '../core/symbolic.ts';
import type { Reducer } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { Emitter } from './emit.ts';
import {
  type Context,
  elementIndex,
  type Kernel,
  NotFusable,
  pointsOf,
  type RowsDomain,
  reduceOp,
  reindex,
  rowsDomain,
  VARIABLES,
} from './kernel.ts';
import { fold, type LinkedKernel } from './link.ts';

const LANES = 64;
/** Elements that one invocation adds up before it adds them to the rest of a long row. */
const BLOCK = 64;

/**
 * Reductions over the same rows and columns, in as many passes over the columns as they depend
 * on one another (softmax: maximum, then sum), then whatever is made of them: per element of the
 * rows, or per row.
 */
export function linkRows(kernel: Kernel, context: Context, software: boolean): LinkedKernel {
  const domain = rowsDomain(kernel.anchors[0]);
  for (const anchor of kernel.anchors) {
    const { rows, columns } = rowsDomain(anchor);
    if (rows !== domain.rows || columns !== domain.columns) throw new NotFusable('other rows or columns');
  }
  const isTeam = !software && chooseTeam(kernel.anchors[0], context);
  return new RowsLinker(kernel, context, domain, software, isTeam).link();
}

/**
 * Neighbouring invocations should read neighbouring memory: lanes share a row where its columns lie
 * next to one another; else each takes a row, unless there are too few of them to fill a GPU.
 */
function chooseTeam(anchor: Tensor, context: Context): boolean {
  const { rows, columns } = rowsDomain(anchor);
  return columns >= LANES && (rows < 4 * LANES || columnsAreAdjacent(anchor, context));
}

function columnsAreAdjacent(anchor: Tensor, { stored }: Context): boolean {
  const { rows, columns } = rowsDomain(anchor);
  const seen = new Set<Tensor>();
  /** Where an element is read: the offset in the first tensor in memory that it depends on. */
  const offsetIn = (node: Tensor, index: readonly Sym[]): Sym | null => {
    if (seen.has(node)) return null;
    seen.add(node);
    if (stored.has(node) || node.storage) return flatten(index, node.shape);
    const { op } = node;
    if (op.kind === 'leaf') {
      const isRead = op.source.type !== 'literal' && op.source.type !== 'iota';
      return isRead ? flatten(index, node.shape) : null;
    }
    if (op.kind === 'view') return offsetIn(node.inputs[0], op.index(index));
    if (op.kind !== 'map' && op.kind !== 'concat') return null;
    for (const input of node.inputs) {
      const offset = offsetIn(input, index);
      if (offset && offset.terms.length > 0) return offset;
    }
    return null;
  };
  const index = elementIndex(anchor, VARIABLES.row(rows), VARIABLES.column(columns));
  const offset = offsetIn(anchor.inputs[0], index);
  const step = (name: string): number =>
    Math.min(
      ...(offset?.terms ?? [])
        .filter(({ atom }) => atom.variables.has(name))
        .map(({ factor }) => Math.abs(factor)),
    );
  return step('column') <= step('row');
}

/** Without a GPU there are few cores and small workgroups cost little: enough of them share the work evenly. */
const evenLanes = (rows: number): number =>
  Math.min(Math.max(2 ** Math.floor(Math.log2(rows / 16)), 4), LANES);

class RowsLinker {
  readonly kernel: Kernel;
  readonly domain: RowsDomain;
  readonly team: boolean;
  readonly emitter: Emitter;
  readonly row: Sym;
  readonly column: Sym;
  readonly shared: string[] = [];
  /** Rows of a workgroup where each invocation has one. */
  readonly lanes: number;

  constructor(kernel: Kernel, context: Context, domain: RowsDomain, software: boolean, isTeam: boolean) {
    this.kernel = kernel;
    this.domain = domain;
    this.team = isTeam;
    this.lanes = software ? evenLanes(domain.rows) : LANES;
    this.emitter = new Emitter(context, [...kernel.anchors, ...kernel.roots]);
    this.row = VARIABLES.row(domain.rows);
    this.column = VARIABLES.column(domain.columns);
  }

  link(): LinkedKernel {
    const { kernel, emitter, domain } = this;
    for (const level of levels(kernel, emitter.context)) this.#pass(level);
    const stores = this.#stores();
    return {
      kernel,
      template: this.team ? team : serial,
      variant: this.team ? 'rows-team' : 'rows-serial',
      hooks: { body: [...emitter.block.lines, ...stores].join('\n'), shared: this.shared.join('\n') },
      functions: emitter.functions,
      operations: emitter.operations,
      bindings: [...emitter.bindings.values()],
      constants: this.team ? { ROWS: domain.rows } : { ROWS: domain.rows, LANES: this.lanes },
      workgroups: fold(this.team ? domain.rows : Math.ceil(domain.rows / this.lanes)),
      invocations: this.team ? null : { count: domain.rows, work: domain.columns * emitter.operations.size },
      reads: emitter.reads,
      writes: emitter.writes,
    };
  }

  /** One loop over the columns that feeds every reduction whose operands are known by now. */
  #pass(anchors: readonly Tensor[]): void {
    const { emitter } = this;
    const accumulators = anchors.map((anchor) => {
      const { reducer, name: operation } = reduceOp(anchor);
      emitter.operations.add(operation);
      const name = emitter.fresh('acc');
      emitter.functions.add(reducer.combine);
      return { anchor, reducer, name };
    });
    const isCut = !this.team && this.domain.columns > 4 * BLOCK;
    const inner = (name: string): string => (isCut ? `${name}_block` : name);
    const combine = (reducer: Reducer, name: string, value: string): string =>
      `${name} = ${emitter.call(reducer.combine, [name, value])};`;
    const begin = (suffixed: (name: string) => string): string[] =>
      accumulators.map(({ anchor, name, reducer }) => {
        const identity = emitter.number(reducer.identity, anchor.dtype);
        return `var ${suffixed(name)}: ${wgslType(anchor.dtype)} = ${identity};`;
      });
    const body = emitter.nested(['column'], false, () => {
      for (const { anchor, reducer, name } of accumulators) {
        const element = emitter.value(anchor.inputs[0], elementIndex(anchor, this.row, this.column));
        emitter.block.lines.push(combine(reducer, inner(name), element.text));
      }
    });
    emitter.block.lines.push(...begin((name) => name));
    if (isCut) {
      // A row is added up in blocks: rounding errors then grow with the root of its length.
      emitter.block.lines.push(
        `for (var block = 0u; block < ${this.domain.columns}u; block += ${BLOCK}u) {`,
        ...begin(inner),
        `let end = min(block + ${BLOCK}u, ${this.domain.columns}u);`,
        'for (var column = block; column < end; column++) {',
        ...body,
        '}',
        ...accumulators.map(({ reducer, name }) => combine(reducer, name, inner(name))),
        '}',
      );
    } else emitter.block.lines.push(...this.#loop(body));
    for (const { anchor, name } of accumulators) {
      if (this.team) this.#combineTeam(name, anchor);
      const value = { text: name, variables: this.row.variables };
      emitter.registers.set(anchor, { value, index: this.row.text });
    }
  }

  #loop(lines: readonly string[]): string[] {
    const { columns } = this.domain;
    const [from, step] = this.team ? ['lane', `${LANES}u`] : ['0u', '1u'];
    return [`for (var column = ${from}; column < ${columns}u; column += ${step}) {`, ...lines, '}'];
  }

  #combineTeam(name: string, anchor: Tensor): void {
    const slots = `${name}_lanes`;
    this.shared.push(`var<workgroup> ${slots}: array<${wgslType(anchor.dtype)}, ${LANES}>;`);
    const combined = this.emitter.call(reduceOp(anchor).reducer.combine, [
      `${slots}[lane]`,
      `${slots}[lane + stride]`,
    ]);
    this.emitter.block.lines.push(
      `${slots}[lane] = ${name};`,
      'workgroupBarrier();',
      `for (var stride = ${LANES / 2}u; stride > 0u; stride >>= 1u) {`,
      `if (lane < stride) { ${slots}[lane] = ${combined}; }`,
      'workgroupBarrier();',
      '}',
      `${name} = ${slots}[0];`,
    );
  }

  #stores(): string[] {
    const { emitter, kernel, row } = this;
    // With one column an element is a row.
    const perRow = kernel.roots.filter((root) => pointsOf(root).size === this.domain.rows);
    const perElement = kernel.roots.filter((root) => !perRow.includes(root));
    const lines: string[] = [];
    if (perElement.length > 0) {
      const body = emitter.nested(['column'], false, () => {
        const stores = perElement.map((root) => this.#storeElement(root));
        emitter.block.lines.push(...stores);
      });
      lines.push(...this.#loop(body));
    }
    const stores = perRow.map((root) =>
      emitter.storePoint(root, reindex([row], [this.domain.rows], pointsOf(root).shape)),
    );
    if (stores.length === 0) return lines;
    if (!this.team) return [...lines, ...stores];
    // Lanes may still be reading what lane 0 is about to overwrite in place.
    return [...lines, 'workgroupBarrier();', 'if (lane == 0u) {', ...stores, '}'];
  }

  #storeElement(root: Tensor): string {
    const { emitter, kernel, row, column, domain } = this;
    if (root.size !== domain.rows * domain.columns) throw new NotFusable('neither a row nor an element');
    const targets = new Map<string, { index: readonly Sym[]; offset: Sym }>();
    for (const anchor of kernel.anchors) {
      const index = reindex(elementIndex(anchor, row, column), anchor.inputs[0].shape, root.shape);
      const offset = flatten(index, root.shape);
      targets.set(offset.text, { index, offset });
    }
    for (const { index, offset } of targets.values()) {
      try {
        return emitter.store(root, offset, emitter.value(root, index));
      } catch (error) {
        if (!(error instanceof NotFusable)) throw error;
      }
    }
    throw new NotFusable('elements in another order');
  }
}

/** Anchors in the order of their dependence on one another. */
function levels({ anchors, roots }: Kernel, { stored }: Context): Tensor[][] {
  const owned = new Set([...anchors, ...roots]);
  const seen = new Map<Tensor, number>();
  const levelOf = (node: Tensor): number => {
    const known = seen.get(node);
    if (known !== undefined) return known;
    const loaded = stored.has(node) && !owned.has(node);
    const below = loaded ? 0 : Math.max(0, ...node.inputs.map(levelOf));
    const level = anchors.includes(node) ? below + 1 : below;
    seen.set(node, level);
    return level;
  };
  const ordered: Tensor[][] = [];
  for (const anchor of anchors) {
    const level = levelOf(anchor);
    ordered[level] = [...(ordered[level] ?? []), anchor];
  }
  return ordered.filter(Boolean);
}
