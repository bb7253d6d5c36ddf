import { blockUntilReady, jit, nn, numpy as np, random, tree, valueAndGrad } from '@jax-js/jax';
import { type Runner, trainingRunner } from '../../engine.ts';
import type { Data, LayerWeights } from '../../workloads/data.ts';
import { rowSizes, sizeOf } from '../../workloads/shapes.ts';
import type { Training } from '../../workloads/workload.ts';
import { forward } from './forward.ts';
import { initialSlots, update } from './update.ts';

/** What a step changes. jax-js owns by use: what is used twice needs `.ref`. */
interface State {
  /** Of every layer; gradients are taken of these. */
  readonly weights: np.Array[][];
  /** Moving means and variances of every layer. */
  readonly moving: np.Array[][];
  readonly slots: ReturnType<typeof initialSlots>;
  readonly key: np.Array;
  readonly [name: string]: np.Array | np.Array[][] | np.Array[];
}

/** Gradients and update in one `jit`. It is lazy, so the state is awaited, or nothing would be computed. */
export function train(
  workload: Training,
  initialWeights: readonly LayerWeights[],
  data: Data,
  enter: () => unknown,
): Runner {
  const batches = batchesOf(workload, data);
  const advance = jit(stepOf(workload));
  const weights = weightsOf(workload, initialWeights, [0, 1]);
  let state: State = {
    weights,
    moving: weightsOf(workload, initialWeights, [2, 3]),
    slots: initialSlots(workload.optimizer.name, weights.flat()),
    key: random.key(1),
  };
  let done = 0;
  return trainingRunner(
    {
      step: () => {
        const { x, y } = batches[done++ % batches.length];
        const [next, loss] = advance(state, x.ref, y.ref);
        state = next;
        return loss;
      },
      finished: () => blockUntilReady(state),
      read: (loss) => loss.ref.data(),
      drop: (loss) => loss.dispose(),
      dispose: () => {
        advance.dispose();
        tree.dispose([state, batches]);
      },
      enter,
    },
    batches.length,
  );
}

/** Images and kernels in its own order: channels first. */
function weightsOf(
  { layers }: Training,
  initialWeights: readonly LayerWeights[],
  positions: readonly number[],
): np.Array[][] {
  return layers.map(({ type }, layer) =>
    positions.flatMap((k) => {
      const weight = initialWeights[layer][k];
      if (!weight) return [];
      const values = np.array(weight.values, { shape: [...weight.shape] });
      return type === 'conv2d' && k === 0 ? np.transpose(values, [3, 2, 0, 1]) : values;
    }),
  );
}

function batchesOf(workload: Training, { x, y }: Data) {
  const { inputShape, batchSize, batches } = workload;
  const { output } = rowSizes(workload);
  const take = (values: Float32Array<ArrayBuffer>, k: number, shape: number[]) => {
    const size = sizeOf(shape);
    return np.array(values.slice(k * size, (k + 1) * size), { shape });
  };
  return Array.from({ length: batches }, (_, k) => {
    const rows = take(x, k, [batchSize, ...inputShape]);
    return {
      x: inputShape.length === 3 ? np.transpose(rows, [0, 3, 1, 2]) : rows,
      y: take(y, k, [batchSize, output]),
    };
  });
}

function stepOf(workload: Training) {
  const { loss: kind, optimizer, batchSize, layers } = workload;
  const draws = layers.some(({ type }) => type === 'dropout');
  const lossAndMoving = (
    weights: np.Array[][],
    moving: np.Array[][],
    key: np.Array,
    x: np.Array,
    y: np.Array,
  ): [np.Array, np.Array[][]] => {
    const [output, next] = forward(workload, { weights, moving, key, x });
    const loss =
      kind === 'meanSquaredError'
        ? np.square(output.sub(y)).mean()
        : nn
            .logSoftmax(output)
            .mul(y)
            .sum()
            .mul(-1 / batchSize);
    return [loss, next];
  };
  const differentiated = valueAndGrad(lossAndMoving, { hasAux: true });
  return ({ weights, moving, slots, key }: State, x: np.Array, y: np.Array): [State, np.Array] => {
    const [nextKey, drawn] = draws ? keysFrom(key) : [key.ref, key];
    const [[loss, nextMoving], gradients] = differentiated(tree.ref(weights), moving, drawn, x, y);
    const updated = update(optimizer, weights.flat(), gradients.flat(), slots);
    const flat = [...updated.weights];
    return [
      {
        weights: weights.map((layer) => flat.splice(0, layer.length)),
        moving: nextMoving,
        slots: updated.slots,
        key: nextKey,
      },
      loss,
    ];
  };
}

function keysFrom(key: np.Array): [np.Array, np.Array] {
  const keys = random.split(key, 2);
  return [keys.ref.slice(0), keys.slice(1)];
}
