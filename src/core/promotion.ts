import type { DType } from './dtype.ts';

/** A number in JavaScript has no dtype: a whole one fits beside integers, any other is a float32. */
export type Operand = DType | 'whole number' | 'other number';

/**
 * The one table of dtype promotion: what a tensor (row) and another operand (column) become before
 * an operation works on them. bool < int32 < float32, and a whole number takes the side of integers.
 */
export const PROMOTION: Readonly<Record<DType, Readonly<Record<Operand, DType>>>> = {
  bool: {
    bool: 'bool',
    int32: 'int32',
    float32: 'float32',
    'whole number': 'int32',
    'other number': 'float32',
  },
  int32: {
    bool: 'int32',
    int32: 'int32',
    float32: 'float32',
    'whole number': 'int32',
    'other number': 'float32',
  },
  float32: {
    bool: 'float32',
    int32: 'float32',
    float32: 'float32',
    'whole number': 'float32',
    'other number': 'float32',
  },
};

/** The dtype in which two operands meet. */
export const promote = (a: DType, b: Operand): DType => PROMOTION[a][b];

/** How a number counts; what no int32 can hold is not a whole number here. */
export const operandOf = (value: number): Operand =>
  (value | 0) === value ? 'whole number' : 'other number';

/** The dtype in which any number of operands meet; numbers among themselves are float32. */
export function promoteAll(operands: readonly Operand[]): DType {
  const typed = operands.filter((operand) => operand in PROMOTION) as DType[];
  if (typed.length === 0) return 'float32';
  return operands.reduce<DType>((dtype, operand) => promote(dtype, operand), typed.reduce(promote));
}
