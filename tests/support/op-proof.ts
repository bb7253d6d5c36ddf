/** What one passed test shows about an operation; checkOp leaves it in the meta data of the test's task. */
export interface OpProof {
  /** The name under which src/ops/index.ts exports it. */
  readonly op: string;
  /** What the check is about, where it is not the operation as it stands: 'of integers', 'in a tie'. */
  readonly about: string;
  /**
   * values: random inputs against the reference. gradient: against differences of the reference.
   * none: declared, and tested, not to be differentiable. edges: NaN, infinities, extremes, kinks, zero-sized
   * axes. refusal: an input that it must refuse.
   */
  readonly kind: 'values' | 'gradient' | 'none' | 'edges' | 'refusal';
  /** 'float32, float32 → bool' */
  readonly dtypes: string;
  /** The largest error, relative to the expected value (or to a floor that the test states). */
  readonly error?: number;
  /** The largest error that the test allows. */
  readonly budget?: number;
  /** From where to where the inputs were drawn. */
  readonly range?: string;
  /** Special points, one list per input, and what comes out. */
  readonly special?: { readonly inputs: readonly string[][]; readonly results: readonly string[] };
  /** Points, and the derivative of each input there. */
  readonly slopes?: readonly (readonly [at: readonly string[], slopes: readonly string[]])[];
  /** The refusal: class and message. */
  readonly refused?: string;
}

declare module 'vitest' {
  interface TaskMeta {
    op?: OpProof;
  }
}

/** What is missing before an operation counts as proved, in words. */
export function missingProofs(operations: readonly string[], proofs: readonly OpProof[]): string[] {
  const needs: readonly [what: string, kinds: readonly OpProof['kind'][]][] = [
    ['values', ['values']],
    ["a gradient (or gradient: 'none')", ['gradient', 'none']],
    ['edges (special, slopes or a zero-sized shape)', ['edges']],
    ['a refused input (rejects)', ['refusal']],
  ];
  return operations.flatMap((op) => {
    const kinds = new Set(proofs.filter((proof) => proof.op === op).map(({ kind }) => kind));
    const missing = needs.filter(([, accepted]) => !accepted.some((kind) => kinds.has(kind)));
    return missing.length === 0
      ? []
      : [`${op}: checkOp('${op}', ...) tests no ${missing.map(([what]) => what).join(', no ')}`];
  });
}
