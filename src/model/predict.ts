import { type Shape, sizeOf } from '../core/shape.ts';
import type { Program } from '../gpu/program.ts';
import { runAndRead } from '../gpu/read-variables.ts';
import { writeVariable } from '../gpu/write.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Variable } from '../graph/variable.ts';
import { tensor } from '../ops/convert.ts';
import type { Examples } from './dataset.ts';
import { uninitialized } from './feed.ts';
import { compile } from './fit-session.ts';
import { rows } from './host-data.ts';
import { inferenceRows } from './inference-rows.ts';
import type { Network } from './network.ts';
import { predictStep } from './step.ts';

interface Window {
  readonly inputs: readonly Variable[];
  readonly outputs: readonly Variable[];
  readonly program: Program;
}

/** Runs a model forward over windows of rows; each window size is compiled once. */
export class Predictor {
  readonly #network: Network;
  readonly #windows = new Map<string, Promise<Window>>();

  constructor(network: Network) {
    this.#network = network;
  }

  /**
   * @param batches one array per input in each
   * @param mixed in mixed precision
   * @returns for each output [rows of all batches, ...output shape]
   */
  async predict(
    batches: Iterable<Examples> | AsyncIterable<Examples>,
    batchSize: number,
    mixed: boolean,
  ): Promise<Tensor[]> {
    const running: Promise<Float32Array[]>[] = [];
    let rows = 0;
    for await (const x of batches) {
      rows += x[0].shape[0];
      const outputs = this.#run(x, batchSize, mixed);
      // Awaited below; until then, what the next batch throws goes first.
      outputs.catch(() => {});
      running.push(outputs);
      await running[running.length - 2];
    }
    const parts = await Promise.all(running);
    return this.#network.outputShapes.map((shape, k) => {
      const values = parts.map((outputs) => outputs[k]);
      return tensor(values.length === 1 ? values[0] : joined(values), [rows, ...shape]);
    });
  }

  dispose(): void {
    for (const window of this.#windows.values()) {
      window.then(
        ({ inputs, outputs }) => {
          for (const { arena } of [...inputs, ...outputs]) arena.storage?.dispose();
        },
        () => {},
      );
    }
    this.#windows.clear();
  }

  async #run(x: Examples, batchSize: number, mixed: boolean): Promise<Float32Array[]> {
    const { outputShapes } = this.#network;
    const total = x[0].shape[0];
    const size = roundUp(inferenceRows(this.#network, total, batchSize));
    const { inputs, outputs, program } = await this.#window(size, mixed);
    const results = outputShapes.map((shape) => new Float32Array(total * sizeOf(shape)));
    const pending: Promise<void>[] = [];
    for (let begin = 0; begin < total; begin += size) {
      const end = Math.min(begin + size, total);
      for (const [k, input] of inputs.entries()) writeVariable(input, rows(x[k], begin, end).data);
      const read = runAndRead([{ program, times: 1 }], outputs).then((values) => {
        for (const [k, result] of results.entries()) {
          const perRow = sizeOf(outputShapes[k]);
          result.set(values[k].subarray(0, (end - begin) * perRow), begin * perRow);
        }
      });
      pending.push(read);
      await pending[pending.length - 2];
    }
    await Promise.all(pending);
    return results;
  }

  #window(size: number, mixed: boolean): Promise<Window> {
    const key = `${size} ${mixed}`;
    const known = this.#windows.get(key);
    if (known) return known;
    const window = this.#compile(size, mixed);
    this.#windows.set(key, window);
    return window;
  }

  async #compile(size: number, mixed: boolean): Promise<Window> {
    const variables = (name: string, shapes: readonly Shape[]): Variable[] =>
      shapes.map((shape, k) => uninitialized(`predict/${name} ${k}`, [size, ...shape], 'float32'));
    const inputs = variables('x', this.#network.inputShapes);
    const outputs = variables('y', this.#network.outputShapes);
    const program = await compile('predict', () => {
      const values = predictStep(this.#network, inputs, mixed);
      for (const [k, output] of outputs.entries()) output.assign(values[k]);
    });
    return { inputs, outputs, program };
  }
}

/** Three binary digits and zeros, so that calls with this and that many rows share a few programs. */
function roundUp(rows: number): number {
  const unit = 2 ** Math.max(0, Math.floor(Math.log2(rows)) - 2);
  return unit * Math.ceil(rows / unit);
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
