import type { MatmulChoice } from './choose-matmul.ts';
import type { MatmulDomain, RowsShape } from './kernel.ts';
import type { RowsVariant } from './rows-variants.ts';

/** Which of several kernels that compute the same; null, or nothing at all, where rules are to decide. */
export interface Choices {
  readonly matmul?: (domain: MatmulDomain) => MatmulChoice | null;
  readonly rows?: (shape: RowsShape) => RowsVariant | null;
}

export interface ChooseOptions extends Choices {
  /** The adapter is a CPU, which a handful of workgroups keeps busy. */
  readonly software: boolean;
}
