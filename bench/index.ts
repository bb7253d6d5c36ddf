// What tools/bench.mjs needs in Node, where no engine runs.
export { throughputChart } from './chart.ts';
export { Unsupported } from './engine.ts';
export { engines } from './engines/index.ts';
export { compare } from './measure.ts';
export { timing } from './report.ts';
export { tables } from './tables.ts';
export { namesIn, workloads } from './workloads/index.ts';
