export { type IdxArray, type IdxData, parseIdx, readIdx } from './idx.ts';
