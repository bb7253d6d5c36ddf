import type { DType } from '../core/dtype.ts';
import { topologicalOrder } from '../graph/order.ts';
import { leaf, literalValue, Tensor } from '../graph/tensor.ts';
import type { Traced } from '../graph/trace.ts';
import { readLeaf, Variable } from '../graph/variable.ts';
import { tensor } from '../ops/convert.ts';

/** A graph cut off from its tensors: what is computed already has become an argument. */
export interface Captured {
  readonly traced: Traced;
  /** The structure as text; graphs with the same key can run the same program. */
  readonly key: string;
  /** The argument leaves of the cut graph, and the tensors they stand for. */
  readonly args: readonly Tensor[];
  readonly sources: readonly Tensor[];
}

export interface CaptureOptions {
  /** Tensors to treat as given, besides those with a value. */
  readonly isArgument?: (tensor: Tensor) => boolean;
  /**
   * 'text': numbers are part of the program, and of its key. 'arguments': they are passed in, so
   * that a loop whose numbers change runs one program.
   */
  readonly literals: 'text' | 'arguments';
}

/**
 * Copies a graph as it is now, since tensors may be computed and variables assigned between
 * asking for a value and running the program.
 */
export function capture(traced: Traced, options: CaptureOptions): Captured {
  return new Capture(options).run(traced);
}

class Capture {
  readonly #options: CaptureOptions;
  readonly #copies = new Map<Tensor, Tensor>();
  readonly #numbers = new Map<Tensor, number>();
  readonly #lines: string[] = [];
  readonly #args: Tensor[] = [];
  readonly #sources: Tensor[] = [];

  constructor(options: CaptureOptions) {
    this.#options = options;
  }

  run({ outputs, assigns }: Traced): Captured {
    const order = topologicalOrder([...outputs, ...assigns.values()]);
    if (this.#options.literals === 'arguments') this.#passLiterals(order);
    for (const node of order) {
      if (this.#copies.has(node)) continue;
      const [copy, text] = this.#copy(node);
      this.#record(node, copy, text);
    }
    const copyOf = (node: Tensor): Tensor => this.#copies.get(node) as Tensor;
    for (const [variable, value] of assigns) {
      this.#lines.push(
        `assign ${variable.arena.id} ${variable.offset} ${variable.size} ${this.#numbers.get(value)}`,
      );
    }
    this.#lines.push(`return ${outputs.map((output) => this.#numbers.get(output))}`);
    return {
      traced: {
        outputs: outputs.map(copyOf),
        assigns: new Map([...assigns].map(([variable, value]) => [variable, copyOf(value)])),
      },
      key: this.#lines.join('\n'),
      args: this.#args,
      sources: this.#sources,
    };
  }

  #copy(node: Tensor): [Tensor, string] {
    const { op, shape, dtype, inputs } = node;
    if (node.storage || node.host || this.#options.isArgument?.(node))
      return [this.#argument(node), 'argument'];
    if (op.kind !== 'leaf') {
      const copies = inputs.map((input) => this.#copies.get(input) as Tensor);
      const detail = op.kind === 'map' ? op.fn.name : op.kind === 'pack' ? op.offsets.join() : '';
      const numbers = inputs.map((input) => this.#numbers.get(input));
      return [
        new Tensor(op, copies, shape, dtype),
        `${op.name} ${detail} ${op.attributes ?? ''} (${numbers})`,
      ];
    }
    const { source } = op;
    if (source.type === 'variable' && source.variable instanceof Variable) {
      const { variable } = source;
      return [readLeaf(variable), `read ${variable.arena.id} ${variable.offset}`];
    }
    // A copy, since the tensor itself may be what is asked for, and then counts as computed.
    return [
      new Tensor(op, [], shape, dtype),
      source.type === 'literal' ? `literal ${source.value}` : source.type,
    ];
  }

  #argument(source: Tensor): Tensor {
    const op = leaf('argument', { type: 'argument', position: this.#args.length });
    const argument = new Tensor(op, [], source.shape, source.dtype);
    this.#args.push(argument);
    this.#sources.push(source);
    return argument;
  }

  /** All numbers of a dtype become the elements of one vector. 0, 1 and booleans stay: they are few. */
  #passLiterals(order: readonly Tensor[]): void {
    for (const dtype of ['float32', 'int32'] satisfies DType[]) {
      const literals = order.filter(
        (node) => node.dtype === dtype && ![null, 0, 1].includes(literalValue(node)),
      );
      if (literals.length === 0) continue;
      const values = literals.map((node) => literalValue(node) as number);
      const argument = this.#argument(tensor(values, undefined, dtype));
      for (const [k, node] of literals.entries()) {
        this.#record(node, argument.slice([k], [1]).reshape([]), `number ${k}`);
      }
    }
  }

  #record(node: Tensor, copy: Tensor, text: string): void {
    this.#numbers.set(node, this.#lines.length);
    this.#copies.set(node, copy);
    this.#lines.push(`${text} ${node.dtype} [${node.shape}]`);
  }
}
