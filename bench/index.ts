// What tools/bench.mjs needs in Node, where no engine runs.
export { Unsupported } from './engine.ts';
export { engines } from './engines/index.ts';
export { runSession } from './node/session.ts';
export { namesIn, workloads } from './workloads/index.ts';
