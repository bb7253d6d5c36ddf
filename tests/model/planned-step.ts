import { type Traced, trace } from '../../src/graph/trace.ts';
import * as gl from '../../src/index.ts';
import { DataFeed } from '../../src/model/data-feed.ts';
import { FitSession } from '../../src/model/fit-session.ts';
import { Network } from '../../src/model/network.ts';
import { readRecipe } from '../../src/model/recipe.ts';
import { TrainingState } from '../../src/model/training-state.ts';

/** One training step of a classifier with Adam, as `fit` records it; to be planned without a GPU. */
export function trainingStep(
  layers: readonly gl.layers.Layer[],
  inputShape: readonly number[],
  classes: number,
  batchSize: number,
  dtypePolicy?: gl.CompileOptions['dtypePolicy'],
): Traced {
  const x = gl.input({ shape: inputShape });
  let y = x;
  for (const layer of layers) y = layer.apply(y);
  const loss = 'categoricalCrossentropy';
  const options = { optimizer: 'adam', loss, metrics: ['accuracy'], dtypePolicy };
  const state = new TrainingState(new Network('model', [x], [y]), readRecipe('compile', options, ['y']));
  const rows = 10 * batchSize;
  const array = (...shape: readonly number[]) => ({
    data: new Float32Array(shape.reduce((a, b) => a * b, rows)),
    shape: [rows, ...shape],
  });
  const data = { rows, x: [array(...inputShape)], y: [array(classes)], weights: [null] };
  const feed = new DataFeed(data, {
    label: 'training',
    batchSize,
    shuffled: true,
    padded: false,
    limit: 2 ** 27,
  });
  const session = new FitSession(state, feed, null, 64);
  return trace(() => {
    session.recordStep(batchSize);
    return [];
  });
}
