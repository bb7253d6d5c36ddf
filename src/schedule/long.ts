import { sizeOf } from '../core/shape.ts';
import type { Op, ReduceOp } from '../graph/op.ts';
import { literal, Tensor } from '../graph/tensor.ts';
import { scan } from '../ops/scan.ts';
import { scanOp } from './kernel.ts';

/** A reduction over more columns than this, with fewer rows than that, is cut into two stages. */
const LONG_ROW = 4096;
const FEW_ROWS = 256;
/** With rows as long as that, it takes as many for a GPU to be busy with one invocation for each. */
const VERY_LONG_ROW = 65536;
const MANY_ROWS = 4096;
const STAGE = 512;
const LONG_SCAN = 1024;

/** A reduction or a scan whose rows are too long for one dispatch, as several; null for everything else. */
export function inParts(node: Tensor): Tensor | null {
  if (node.op.kind === 'reduce') return isLongReduction(node) ? twoStages(node) : null;
  return node.op.kind === 'scan' && isLongScan(node) ? chunkedScan(node) : null;
}

const columnsOf = ({ axes }: ReduceOp, x: Tensor): number => sizeOf(axes.map((d) => x.shape[d]));

/** Lanes of a workgroup read neighbouring columns, or else workgroups neighbouring rows. */
const columnsAreAdjacent = ({ axes }: ReduceOp, x: Tensor): boolean => axes.includes(x.rank - 1);

function isLongReduction(node: Tensor): boolean {
  const op = node.op as ReduceOp;
  const columns = columnsOf(op, node.inputs[0]);
  return columns > LONG_ROW && node.size < (columns > VERY_LONG_ROW ? MANY_ROWS : FEW_ROWS);
}

/** Partial results of STAGE columns each, the last filled up with the identity, then their reduction. */
function twoStages(node: Tensor): Tensor {
  const op = node.op as ReduceOp;
  const [x] = node.inputs;
  const kept = x.shape.map((_, d) => d).filter((d) => !op.axes.includes(d));
  const columns = columnsOf(op, x);
  const stages = Math.ceil(columns / STAGE);
  const filled = (rows: Tensor, axis: number): Tensor =>
    fill(rows, axis, stages * STAGE, op.reducer.identity);
  const reduceAxis = (input: Tensor, axis: number): Tensor =>
    new Tensor(
      { ...op, axes: [axis], attributes: `axes ${axis}` },
      [input],
      input.shape.filter((_, d) => d !== axis),
      node.dtype,
    );
  if (columnsAreAdjacent(op, x)) {
    const rows = filled(x.transpose([...kept, ...op.axes]).reshape([node.size, columns]), 1);
    return reduceAxis(reduceAxis(rows.reshape([node.size, stages, STAGE]), 2), 1).reshape(node.shape);
  }
  const rows = filled(x.transpose([...op.axes, ...kept]).reshape([columns, node.size]), 0);
  return reduceAxis(reduceAxis(rows.reshape([stages, STAGE, node.size]), 1), 0).reshape(node.shape);
}

/** A tensor made longer along an axis with a number at its end. */
function fill(x: Tensor, axis: number, length: number, value: number): Tensor {
  const shape = x.shape.map((n, d) => (d === axis ? length - n : n));
  return shape[axis] === 0 ? x : join([x, literal(value, x.dtype).broadcastTo(shape)], axis);
}

function join(parts: readonly Tensor[], axis: number): Tensor {
  const [{ shape, dtype }] = parts;
  const length = parts.reduce((total, part) => total + part.shape[axis], 0);
  const op: Op = { kind: 'concat', name: 'concat', axis, attributes: `axis ${axis}`, gradient: null };
  return new Tensor(
    op,
    parts,
    shape.map((n, d) => (d === axis ? length : n)),
    dtype,
  );
}

function isLongScan(node: Tensor): boolean {
  const columns = node.shape[scanOp(node).axis];
  return columns > LONG_SCAN && node.size / columns < MANY_ROWS;
}

/** Scans of about as many chunks as each is long, a scan over their last elements, and what it adds. */
function chunkedScan(node: Tensor): Tensor {
  const { axis, form, reverse, exclusive } = scanOp(node);
  const order = [...node.shape.keys()].filter((d) => d !== axis).concat(axis);
  const length = node.shape[axis];
  const rows = node.size / length;
  const chunk = Math.ceil(Math.sqrt(length));
  const chunks = Math.ceil(length / chunk);
  const neutral = form === 'product' ? [1] : form === 'linear' ? [1, 0] : [0, 1];
  const inputs = node.inputs.map((input, k) =>
    fill(input.transpose(order).reshape([rows, length]), 1, chunks * chunk, neutral[k]).reshape([
      rows,
      chunks,
      chunk,
    ]),
  );
  const inside = { axis: 2, reverse, exclusive: false };
  const across = { axis: 1, reverse, exclusive: true };
  const last = (x: Tensor): Tensor =>
    x.slice([0, 0, reverse ? 0 : chunk - 1], [rows, chunks, 1]).reshape([rows, chunks]);
  const spread = (carried: Tensor): Tensor => carried.expandDims(-1).broadcastTo([rows, chunks, chunk]);

  const local = scan(form, inputs, inside);
  let total: Tensor;
  if (form === 'sum' || form === 'product') {
    const carried = spread(scan(form, [last(local)], across));
    total = form === 'sum' ? local.add(carried) : local.mul(carried);
  } else if (form === 'linear') {
    const factor = scan('product', [inputs[0]], inside);
    total = local.add(factor.mul(spread(scan(form, [last(factor), last(local)], across))));
  } else {
    const continues = scan('product', [inputs[1]], inside);
    const carried = spread(scan(form, [last(local), last(continues)], across));
    total = local.add(carried.where(continues, 0));
  }
  const flat = total.reshape([rows, chunks * chunk]).slice([0, 0], [rows, length]);
  const shown = exclusive ? shifted(flat, reverse, form === 'product' ? 1 : 0) : flat;
  const moved = order.map((d) => node.shape[d]);
  return shown.reshape(moved).transpose(order.map((_, d) => order.indexOf(d)));
}

/** Each element's predecessor; in front of the first, the value that a scan begins with. */
function shifted(x: Tensor, reverse: boolean, first: number): Tensor {
  const [rows, length] = x.shape;
  const edge = literal(first, x.dtype).broadcastTo([rows, 1]);
  const others = x.slice([0, reverse ? 1 : 0], [rows, length - 1]);
  return join(reverse ? [others, edge] : [edge, others], 1);
}
