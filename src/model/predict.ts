import { type Shape, sizeOf } from '../core/shape.ts';
import type { Program } from '../gpu/program.ts';
import { runtime } from '../gpu/runtime.ts';
import { literal, type Tensor } from '../graph/tensor.ts';
import type { Variable } from '../graph/variable.ts';
import { tensor } from '../ops/convert.ts';
import { uninitialized } from './feed.ts';
import { compile } from './fit-session.ts';
import { type HostArray, rows } from './host-data.ts';
import { inferenceRows } from './inference-rows.ts';
import type { Network } from './network.ts';
import { predictStep } from './step.ts';

interface Window {
  readonly input: Variable;
  readonly output: Variable;
  readonly program: Program;
}

/** Runs a model forward over windows of rows; each window size is compiled once. */
export class Predictor {
  readonly #network: Network;
  readonly #windows = new Map<number, Promise<Window>>();

  constructor(network: Network) {
    this.#network = network;
  }

  /** @returns [rows, ...output shape] */
  async predict(x: HostArray<Float32Array>, batchSize: number): Promise<Tensor> {
    const total = x.shape[0];
    const size = roundUp(inferenceRows(this.#network, total, batchSize));
    const { input, output, program } = await this.#window(size);
    const perRow = sizeOf(this.#network.outputShape);
    const result = new Float32Array(total * perRow);
    const pending: Promise<void>[] = [];
    for (let begin = 0; begin < total; begin += size) {
      const end = Math.min(begin + size, total);
      runtime.write(input, rows(x, begin, end).data);
      runtime.run([{ program, times: 1 }]);
      // The copy is in the queue before the next window's output.
      const read = runtime.read([output]).then(([values]) => {
        result.set(values.subarray(0, (end - begin) * perRow), begin * perRow);
      });
      pending.push(read);
      await pending[pending.length - 2];
    }
    await Promise.all(pending);
    return tensor(result, [total, ...this.#network.outputShape]);
  }

  dispose(): void {
    for (const window of this.#windows.values()) {
      window.then(
        ({ input, output }) => {
          input.arena.storage?.dispose();
          output.arena.storage?.dispose();
        },
        () => {},
      );
    }
    this.#windows.clear();
  }

  #window(size: number): Promise<Window> {
    const known = this.#windows.get(size);
    if (known) return known;
    const window = this.#compile(size);
    this.#windows.set(size, window);
    return window;
  }

  async #compile(size: number): Promise<Window> {
    const { inputShape, outputShape } = this.#network;
    const variable = (name: string, shape: Shape): Variable =>
      uninitialized(name, [size, ...shape], 'float32');
    const input = variable('predict/x', inputShape);
    const output = variable('predict/y', outputShape);
    const program = await compile('predict', () =>
      output.assign(predictStep(this.#network, input, literal(0, 'int32'))),
    );
    return { input, output, program };
  }
}

/** A power of two, so that calls with this and that many rows share a few programs. */
const roundUp = (rows: number): number => 2 ** Math.ceil(Math.log2(rows));
