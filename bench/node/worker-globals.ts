import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';

/** Dawn's options. Engines get WebGPU as browsers have it, with nothing unsafe; only timestamps are exact. */
const DAWN_OPTIONS = ['disable-dawn-features=timestamp_quantization'];

interface Dawn {
  create(options: readonly string[]): GPU;
  readonly globals: Readonly<Record<string, unknown>>;
}

/**
 * Makes this process what the engines take for a web worker with WebGPU, as in a page that is not cross-origin
 * isolated: no shared memory, no threads. Call it before any engine is imported.
 *
 * @param dawnFile Dawn's binding for Node, `dawn.node`
 */
export function becomeWorker(dawnFile: string): void {
  const dawn = createRequire(import.meta.url)(dawnFile) as Dawn;
  const navigator = {
    gpu: dawn.create(DAWN_OPTIONS),
    hardwareConcurrency: availableParallelism(),
    userAgent: `Node.js/${process.versions.node}`,
  };
  // Node's own navigator is a getter.
  Object.defineProperty(globalThis, 'navigator', { value: navigator });
  Object.assign(globalThis, dawn.globals, {
    self: globalThis,
    location: new URL(import.meta.url),
    WorkerGlobalScope: Object,
    importScripts() {
      throw new Error('importScripts: there are no classic scripts here');
    },
  });
  Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
}
