import { constant } from './constant.ts';
import type { Initializer } from './initializer.ts';

/** All zeros. */
export const zeros = (): Initializer => ({ ...constant({ value: 0 }), name: 'zeros', config: {} });
