import { runtime } from '../src/gpu/runtime.ts';
import { trace } from '../src/graph/trace.ts';
import * as gl from '../src/index.ts';
import { quantile } from './report.ts';

const BATCH = 32;
const UNITS = [784, 300, 100, 10];
/** Steps of a pass: the clock of a browser ticks every 0.1 ms. */
const STEPS = 250;
const ROUNDS = 21;

/** What encoding a step of gradloom costs. */
export interface Encoding {
  /** Of JavaScript and the browser's WebGPU calls, for each dispatch: the median of the rounds. */
  readonly microseconds: number;
  /** Of a training step of the MLP 784-300-100-10, batch 32, SGD. */
  readonly dispatches: number;
}

/** Encodes training steps that are never submitted; null where there is no WebGPU. */
export async function measureEncoding(): Promise<Encoding | null> {
  if (!globalThis.navigator?.gpu) return null;
  const { device } = await runtime.ready();
  const program = await runtime.compile(tracedStep(), 'encoding', { repeated: 'one by one' });
  const times = Array.from({ length: ROUNDS }, () => {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    const start = performance.now();
    program.encode(pass, STEPS);
    const taken = performance.now() - start;
    pass.end();
    return taken;
  });
  const { dispatches } = program;
  return { microseconds: (1000 * quantile(times, 0.5)) / (STEPS * dispatches), dispatches };
}

function tracedStep() {
  const layers = UNITS.slice(1).map((units, k) => ({
    kernel: gl.variable(gl.zeros([UNITS[k], units])),
    bias: gl.variable(gl.zeros([units])),
  }));
  const weights = layers.flatMap(({ kernel, bias }) => [kernel, bias]);
  const images = gl.tensor(new Float32Array(BATCH * UNITS[0]), [BATCH, UNITS[0]]);
  const labels = gl.tensor(new Int32Array(BATCH));
  return trace(() => {
    const [loss, gradients] = gl.valueAndGrad(() => {
      const logits = layers.reduce<gl.Tensor>((x, { kernel, bias }, k) => {
        const sums = x.matmul(kernel).add(bias);
        return k < layers.length - 1 ? gl.relu(sums) : sums;
      }, images);
      const wanted = gl.oneHot(labels, UNITS[UNITS.length - 1]);
      return gl
        .logSoftmax(logits)
        .mul(wanted)
        .sum()
        .mul(-1 / BATCH);
    }, weights);
    for (const [k, weight] of weights.entries()) weight.assignSub(gradients[k].mul(0.01));
    return [loss];
  });
}
