import { makePart } from '../core/config.ts';
import { constant } from './constant.ts';
import { glorotNormal } from './glorot-normal.ts';
import { glorotUniform } from './glorot-uniform.ts';
import { heNormal } from './he-normal.ts';
import { heUniform } from './he-uniform.ts';
import { identity } from './identity.ts';
import type { Initializer, InitializerLike } from './initializer.ts';
import { lecunNormal } from './lecun-normal.ts';
import { lecunUniform } from './lecun-uniform.ts';
import { ones } from './ones.ts';
import { orthogonal } from './orthogonal.ts';
import { randomNormal } from './random-normal.ts';
import { randomUniform } from './random-uniform.ts';
import { truncatedNormal } from './truncated-normal.ts';
import { varianceScaling } from './variance-scaling.ts';
import { zeros } from './zeros.ts';

const table = {
  zeros,
  ones,
  constant,
  identity,
  orthogonal,
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
  // What Keras also understands.
  zero: zeros,
  one: ones,
  normal: randomNormal,
  uniform: randomUniform,
};

/** An initializer by name ('glorotUniform' or 'glorot_uniform') or JSON, or the one that was given. */
export const getInitializer = (call: string, identifier: InitializerLike): Initializer =>
  isInitializer(identifier) ? identifier : makePart(call, 'initializer', identifier, table);

const isInitializer = (value: InitializerLike): value is Initializer =>
  typeof (value as Partial<Initializer> | null)?.values === 'function';
