import { wgslType } from '../core/dtype.ts';
import { sizeOf } from '../core/shape.ts';
import {
  add,
  constant,
  divide,
  flatten,
  modulo,
  type Sym,
  scale,
  variable,
  vectorLane,
} from '../core/symbolic.ts';
import type { Reducer } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { isMixed } from './binding.ts';
import type { ChooseOptions } from './choices.ts';
import { chooseRows } from './choose-rows.ts';
import { type Accumulator, LANES } from './combine-lanes.ts';
import { Emitter } from './emit.ts';
import {
  type Context,
  elementIndex,
  ifFusable,
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
import { type RowsVariant, SERIAL } from './rows-variants.ts';

/** Elements that one invocation adds up before it adds them to the rest of a long row. */
const BLOCK = 64;
/** So many operations on an element are worth more than reading it: four times their text takes long to compile. */
const WEIGHTY = 8;

/**
 * Reductions over the same rows and columns, in as many passes over the columns as they depend
 * on one another (softmax: maximum, then sum), then whatever is made of them: per element of the
 * rows, or per row.
 */
export function linkRows(kernel: Kernel, context: Context, options: ChooseOptions): LinkedKernel {
  const domain = rowsDomain(kernel.anchors[0]);
  for (const anchor of kernel.anchors) {
    const { rows, columns } = rowsDomain(anchor);
    // Other rows or columns.
    if (rows !== domain.rows || columns !== domain.columns) throw new NotFusable();
  }
  const link = (form: Partial<RowsForm>): LinkedKernel =>
    new RowsLinker(kernel, context, domain, { ...SIMPLEST, ...form }).link();
  // A phase has no workgroup to itself.
  if (context.accessors) return (options.software && inFourRows(kernel, link)) || link({});
  const adjacent = columnsAreAdjacent(kernel.anchors[0], context);
  const variant = chooseRows({ ...domain, adjacent }, options);
  const lanes = options.software ? evenLanes(domain.rows) : LANES;
  const inVectors = domain.columns % 4 === 0 && inFours(() => link({ variant, lanes, four: true }), context);
  return inVectors || link({ variant, lanes });
}

/**
 * Four columns at a time: one vector where they are neighbours, or else four reads that need not wait for one
 * another. Null where that is no use, or where some buffer would have to be vectors and numbers at once.
 */
function inFours(link: () => LinkedKernel, context: Context): LinkedKernel | null {
  const linked = ifFusable(link);
  return linked && isLight(linked) && !isMixed(linked.bindings, context) ? linked : null;
}

/**
 * Four rows for each invocation, along the first axis that holds a multiple of them, where they have so much in
 * common that they read less: the products of a tiny program, which are sums by then. Null where they do not.
 */
function inFourRows(
  { anchors: [{ shape, size }] }: Kernel,
  link: (form: Partial<RowsForm>) => LinkedKernel,
): LinkedKernel | null {
  const axis = shape.findIndex((length) => length % 4 === 0);
  // No lane should have nothing to do.
  if (axis < 0 || size < 16) return null;
  const stride = sizeOf(shape.slice(axis + 1));
  const tile = VARIABLES.row(size / 4);
  const corner = add(scale(divide(tile, stride), 4 * stride), modulo(tile, stride));
  const tiled = ifFusable(() => link({ rows: fourFrom(corner, stride) }));
  return tiled && isLight(tiled) && readsOf(tiled) <= 3 * readsOf(link({})) ? tiled : null;
}

const isLight = ({ operations }: LinkedKernel): boolean => operations.size <= WEIGHTY;

const readsOf = ({ reads }: LinkedKernel): number =>
  [...reads.values()].reduce((sum, { size }) => sum + size, 0);

const fourFrom = (corner: Sym, stride: number): Sym[] =>
  [0, 1, 2, 3].map((j) => add(corner, constant(j * stride)));

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

interface RowsForm {
  readonly variant: RowsVariant;
  /** Invocations of a workgroup where each has rows of its own. */
  readonly lanes: number;
  /** The four rows of an invocation; null where it has one. */
  readonly rows: readonly Sym[] | null;
  /** Columns are read four at a time. */
  readonly four: boolean;
}

const SIMPLEST: RowsForm = { variant: SERIAL, lanes: LANES, rows: null, four: false };

class RowsLinker {
  readonly kernel: Kernel;
  readonly domain: RowsDomain;
  readonly variant: RowsVariant;
  readonly lanes: number;
  readonly emitter: Emitter;
  readonly rows: readonly Sym[];
  /** What a loop over the columns counts: columns, or groups of four. */
  readonly counter: { readonly name: string; readonly count: number; readonly block: number };
  /** The columns of a turn of that loop. */
  readonly columns: readonly Sym[];
  readonly shared: string[] = [];

  constructor(
    kernel: Kernel,
    context: Context,
    domain: RowsDomain,
    { variant, lanes, rows, four }: RowsForm,
  ) {
    this.kernel = kernel;
    this.domain = domain;
    this.variant = variant;
    this.lanes = lanes;
    this.emitter = new Emitter(context, [...kernel.anchors, ...kernel.roots], { vectors: four });
    this.rows = rows ?? [VARIABLES.row(domain.rows)];
    if (four) {
      this.counter = { name: 'quarter', count: domain.columns / 4, block: BLOCK / 4 };
      this.columns = fourFrom(scale(variable('quarter', domain.columns / 4), 4), 1);
    } else {
      this.counter = { name: 'column', count: domain.columns, block: BLOCK };
      this.columns = [VARIABLES.column(domain.columns)];
    }
  }

  /** The lanes of a workgroup share a row. */
  get team(): boolean {
    return this.variant.combine !== null;
  }

  link(): LinkedKernel {
    const { kernel, emitter, domain, variant, team } = this;
    const count = domain.rows / this.rows.length;
    for (const level of levels(kernel, emitter.context)) this.#pass(level);
    const stores = this.#stores();
    return {
      kernel,
      template: variant.template,
      variant: variant.name,
      hooks: { body: [...emitter.block.lines, ...stores].join('\n'), shared: this.shared.join('\n') },
      functions: emitter.functions,
      operations: emitter.operations,
      bindings: [...emitter.bindings.values()],
      constants: team ? { ROWS: count } : { ROWS: count, LANES: this.lanes },
      workgroups: fold(team ? count : Math.ceil(count / this.lanes)),
      invocations: team ? null : { count, work: this.rows.length * domain.columns * emitter.operations.size },
      reads: emitter.reads,
      writes: emitter.writes,
    };
  }

  /** One loop over the columns that feeds every reduction whose operands are known by now. */
  #pass(anchors: readonly Tensor[]): void {
    const { emitter } = this;
    const accumulators = anchors.flatMap((anchor) => {
      const { reducer, name: operation } = reduceOp(anchor);
      emitter.operations.add(operation);
      emitter.functions.add(reducer.combine);
      return this.rows.map((row) => ({ anchor, row, reducer, name: emitter.fresh('acc') }));
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
    const body = emitter.nested([this.counter.name], false, () => {
      for (const { anchor, row, reducer, name } of accumulators) {
        for (const column of this.columns) {
          const element = emitter.value(anchor.inputs[0], elementIndex(anchor, row, column));
          emitter.block.lines.push(combine(reducer, inner(name), element.text));
        }
      }
    });
    emitter.block.lines.push(...begin((name) => name));
    if (isCut) {
      const { name: counter, count, block } = this.counter;
      // A row is added up in blocks: rounding errors then grow with the root of its length.
      emitter.block.lines.push(
        `for (var block = 0u; block < ${count}u; block += ${block}u) {`,
        ...begin(inner),
        `let end = min(block + ${block}u, ${count}u);`,
        `for (var ${counter} = block; ${counter} < end; ${counter}++) {`,
        ...body,
        '}',
        ...accumulators.map(({ reducer, name }) => combine(reducer, name, inner(name))),
        '}',
      );
    } else emitter.block.lines.push(...this.#loop(body));
    this.#combineLanes(accumulators);
    for (const anchor of anchors) {
      const own = accumulators.filter((accumulator) => accumulator.anchor === anchor);
      const values = own.map(
        ({ row, name }) => [row.text, { text: name, variables: row.variables }] as const,
      );
      emitter.registers.set(anchor, new Map(values));
    }
  }

  #loop(lines: readonly string[]): string[] {
    const { name, count } = this.counter;
    const [from, step] = this.team ? ['lane', `${LANES}u`] : ['0u', '1u'];
    return [`for (var ${name} = ${from}; ${name} < ${count}u; ${name} += ${step}) {`, ...lines, '}'];
  }

  #combineLanes(accumulators: readonly Accumulator[]): void {
    if (!this.variant.combine) return;
    const { shared, lines } = this.variant.combine(accumulators, this.emitter);
    this.shared.push(...shared);
    this.emitter.block.lines.push(...lines);
  }

  #stores(): string[] {
    const { emitter, kernel } = this;
    // With one column an element is a row.
    const perRow = kernel.roots.filter((root) => pointsOf(root).size === this.domain.rows);
    const perElement = kernel.roots.filter((root) => !perRow.includes(root));
    const lines: string[] = [];
    if (perElement.length > 0) {
      const body = emitter.nested([this.counter.name], false, () => {
        const stores = perElement.flatMap((root) => this.#storeElements(root));
        emitter.block.lines.push(...stores);
      });
      lines.push(...this.#loop(body));
    }
    const stores = perRow.flatMap((root) =>
      this.rows.map((row) =>
        emitter.storePoint(root, reindex([row], [this.domain.rows], pointsOf(root).shape)),
      ),
    );
    if (stores.length === 0) return lines;
    if (!this.team) return [...lines, ...stores];
    // Other lanes may still be reading what lane 0 is about to overwrite.
    const isInPlace = [...emitter.writes.keys()].some((key) => emitter.reads.has(key));
    return [...lines, ...(isInPlace ? ['workgroupBarrier();'] : []), 'if (lane == 0u) {', ...stores, '}'];
  }

  #storeElements(root: Tensor): string[] {
    const { kernel, domain } = this;
    // Neither a row nor an element.
    if (root.size !== domain.rows * domain.columns) throw new NotFusable();
    const orders = new Map(
      kernel.anchors.map((anchor) => {
        const indices = this.rows.flatMap((row) =>
          this.columns.map((column) =>
            reindex(elementIndex(anchor, row, column), anchor.inputs[0].shape, root.shape),
          ),
        );
        return [flatten(indices[0], root.shape).text, indices] as const;
      }),
    );
    for (const indices of orders.values()) {
      const stores = ifFusable(() => this.#storesAt(root, indices));
      if (stores) return stores;
    }
    // Elements in another order.
    throw new NotFusable();
  }

  #storesAt(root: Tensor, indices: readonly (readonly Sym[])[]): string[] {
    const { emitter } = this;
    const offsets = indices.map((index) => flatten(index, root.shape));
    const quarter = emitter.vectors ? quarterOf(offsets[0]) : null;
    const values = indices.map((index) => emitter.value(root, index));
    if (quarter) return [emitter.storeVector(root, quarter, values)];
    return offsets.map((offset, k) => emitter.store(root, offset, values[k]));
  }
}

/** Where four neighbours begin, in vectors. */
function quarterOf(offset: Sym): Sym {
  // Elements that are not neighbours.
  if (vectorLane(offset) !== 0) throw new NotFusable();
  return divide(offset, 4);
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
