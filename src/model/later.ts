// What training on arrays does not need, for load-later.ts. It is one module, since bundlers that split several off also
// split up what they share with the rest.
export { openBatches } from './batch-feed.ts';
export { batchLogs } from './batch-logs.ts';
export { weighClasses } from './class-weight.ts';
export { EvaluateSession } from './evaluate.ts';
export { readExampleBatches } from './example-batches.ts';
export { reportMemory } from './memory.ts';
export { explainOutOfMemory } from './out-of-memory.ts';
export { Predictor } from './predict.ts';
export { weighSamples } from './sample-weights.ts';
export { readWeights } from './saving/load-weights.ts';
export { encodeModel } from './saving/save.ts';
export { writeTarget } from './saving/targets.ts';
export { splitDataset } from './split-dataset.ts';
export { takeRows } from './take-rows.ts';
export { TrainBatches } from './train-batches.ts';
