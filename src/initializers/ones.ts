import { constant } from './constant.ts';
import type { Initializer } from './initializer.ts';

/** All ones. */
export const ones = (): Initializer => ({ ...constant({ value: 1 }), name: 'ones', config: {} });
