import { lookUp } from '../core/names.ts';
import { constant } from './constant.ts';
import { glorotNormal } from './glorot-normal.ts';
import { glorotUniform } from './glorot-uniform.ts';
import { heNormal } from './he-normal.ts';
import { heUniform } from './he-uniform.ts';
import type { Initializer } from './initializer.ts';
import { lecunNormal } from './lecun-normal.ts';
import { lecunUniform } from './lecun-uniform.ts';
import { ones } from './ones.ts';
import { randomNormal } from './random-normal.ts';
import { randomUniform } from './random-uniform.ts';
import { truncatedNormal } from './truncated-normal.ts';
import { varianceScaling } from './variance-scaling.ts';
import { zeros } from './zeros.ts';

const table: Readonly<Record<string, () => Initializer>> = {
  zeros,
  ones,
  constant,
  randomUniform,
  randomNormal,
  truncatedNormal,
  varianceScaling,
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  lecunUniform,
  lecunNormal,
};

/** An initializer by name ('glorotUniform' or 'glorot_uniform'), or the one that was given. */
export const getInitializer = (call: string, identifier: string | Initializer): Initializer =>
  typeof identifier === 'string' ? lookUp(call, 'initializer', identifier, table)() : identifier;
