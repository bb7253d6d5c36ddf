// What choosing kernels by measuring takes, for tuning.ts: a chunk that apps load when there is something to measure, or was.
export { Tuner } from './tuner.ts';
export { adoptTable, keep, remember } from './tuning-table.ts';
