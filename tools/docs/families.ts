import type { Entry } from './api.ts';

/** Operations that belong together, by the files of src/ops that define them. */
export interface Family {
  readonly title: string;
  readonly files: readonly string[];
  /** What goes in and comes out where an operation has no @shape of its own. */
  readonly shape?: string;
  /** Element by element: tests list special values point by point. */
  readonly pointwise?: boolean;
}

export const FAMILIES: readonly Family[] = [
  {
    title: 'Arithmetic and rounding',
    files: ['abs', 'arithmetic', 'extrema', 'pow', 'remainder', 'rounding', 'sqrt'],
    pointwise: true,
  },
  {
    title: 'Exponentials and angles',
    files: ['erf', 'exp', 'hyperbolic', 'inverse-trigonometry', 'log', 'trigonometry'],
    pointwise: true,
  },
  {
    title: 'Comparison and logic',
    files: ['comparison', 'finite', 'logic', 'where'],
    pointwise: true,
  },
  {
    title: 'Activations',
    files: ['elu', 'gelu', 'hard-sigmoid', 'relu', 'sigmoid', 'silu', 'softplus', 'softsign'],
    pointwise: true,
  },
  {
    title: 'Reductions',
    files: ['any', 'log-sum-exp', 'max', 'norm', 'prod', 'sum', 'variance'],
    shape: 'any → without the reduced axes, which stay with length 1 under `keepDims`',
  },
  {
    title: 'Along an axis',
    files: ['arg-max', 'cumulative', 'softmax', 'sort'],
    shape: 'any → the same',
  },
  { title: 'Linear algebra', files: ['dot', 'einsum', 'matmul'] },
  {
    title: 'Shape and selection',
    files: [
      'broadcast-to',
      'cast',
      'concat',
      'embedding',
      'flip',
      'gather',
      'one-hot',
      'pad',
      'reshape',
      'scatter-add',
      'slice',
      'split',
      'stack',
      'strided-slice',
      'take-along-axis',
      'tile',
      'transpose',
    ],
  },
  {
    title: 'Neural networks',
    files: ['attention', 'convolution', 'dropout', 'normalization', 'pool'],
  },
  { title: 'Creation', files: ['convert', 'ranked', 'creation', 'variable'] },
  { title: 'Random numbers', files: ['permutation', 'random'] },
  { title: 'Gradients', files: ['checkpoint', 'custom-gradient', 'grad', 'stop-gradient'] },
];

const OTHER: Family = { title: 'Other', files: [] };

export const familyOf = ({ file }: Entry): Family =>
  FAMILIES.find(({ files }) => files.some((name) => file === `src/ops/${name}.ts`)) ?? OTHER;

/** The operations by family, in the order of the families. */
export const byFamily = (entries: readonly Entry[]): [Family, Entry[]][] =>
  [...FAMILIES, OTHER]
    .map((family): [Family, Entry[]] => [family, entries.filter((entry) => familyOf(entry) === family)])
    .filter(([, members]) => members.length > 0);
