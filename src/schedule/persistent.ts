import template from '../../shaders/program/persistent.wgsl';
import { BYTES_PER_ELEMENT, wgslStorageType } from '../core/dtype.ts';
import type { WgslModule } from '../core/wgsl.ts';
import { topologicalOrder } from '../graph/order.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Traced } from '../graph/trace.ts';
import { isHalf } from '../ops/half.ts';
import { type Binding, LOAD, STORE } from './binding.ts';
import type { PlannedBinding } from './command.ts';
import { matmulDomain } from './kernel.ts';
import { declaredNames, kernelCode, type LinkedKernel, modulesOf, usedDeclarations } from './link.ts';
import { type BufferRef, bufferKey, type MemoryPlan, type OwnBuffer } from './memory.ts';

/** What a device allows one kernel, and when a persistent one is worth while. */
export interface PersistentOptions {
  readonly fewestPhases: number;
  readonly storageBuffers: number;
  /** Bytes of workgroup memory. */
  readonly workgroupBytes: number;
}

/** A program in one kernel, which one workgroup runs again and again. */
export interface PersistentKernel {
  readonly code: string;
  readonly constants: Readonly<Record<string, number>>;
  readonly bindings: readonly PlannedBinding[];
  /** The program's own buffers: all but the results are in workgroup memory, which begins as zeros, if they fit. */
  readonly buffers: readonly OwnBuffer[];
}

/** As many as a SIMD register of a CPU holds: a barrier between them costs nothing. */
const SOFTWARE_LANES = 4;
/** What every WebGPU device allows. */
const GPU_LANES = 256;
/** Operations of one lane, one after the other: beyond that all cores with a few dispatches are faster. */
const SOFTWARE_DEPTH = 1 << 16;
const GPU_DEPTH = 1 << 11;

const lanesOn = (software: boolean): number => (software ? SOFTWARE_LANES : GPU_LANES);
const depthOn = (software: boolean): number => (software ? SOFTWARE_DEPTH : GPU_DEPTH);

/** Whether a program may be little enough work for one workgroup. */
export function isTiny({ outputs, assigns }: Traced, software: boolean): boolean {
  const work = topologicalOrder([...outputs, ...assigns.values()]).map(operationsOf);
  return work.reduce((sum, each) => sum + each, 0) <= lanesOn(software) * depthOn(software);
}

function operationsOf(node: Tensor): number {
  const { op, inputs, size } = node;
  // The phases share buffers of whole words.
  if (isHalf(node)) return Number.POSITIVE_INFINITY;
  if (op.kind === 'leaf' || op.kind === 'view' || op.kind === 'pack') return 0;
  if (op.kind === 'reduce') return inputs[0].size;
  return op.kind === 'matmul' ? size * matmulDomain(node).k : size;
}

/**
 * Links kernels that were planned as phases. Null when dispatches are faster, or when they need more
 * buffers than one kernel may have.
 */
export function linkPersistent(
  kernels: readonly LinkedKernel[],
  memory: MemoryPlan,
  { fewestPhases, storageBuffers, workgroupBytes }: PersistentOptions,
  software: boolean,
): PersistentKernel | null {
  if (kernels.length < fewestPhases || depthOf(kernels, software) > depthOn(software)) return null;
  const places = new Places(kernels, memory, workgroupBytes);
  if (places.bound.length > storageBuffers) return null;
  const modules = new Set<WgslModule>(kernels.flatMap((kernel) => [...modulesOf(kernel)]));
  const functions = kernels.map((kernel, k) => phaseFunctions(kernel, k, places));
  const phases = kernels.map((kernel, k) => phaseCall(kernel, k, places)).join('\n');
  const main = template.code.replace(/\/\/#hook phases/, phases);
  const texts = [...functions, main];
  const declarations = usedDeclarations(texts.join('\n'), modules);
  return {
    code: [...places.declarations(), ...declarations, ...texts].join('\n'),
    constants: { LANES: lanesOn(software) },
    bindings: places.bound.map(({ name, writable, buffer, bytes }) => ({
      name,
      writable,
      stored: writable,
      range: { buffer, offset: 0, size: bytes },
    })),
    buffers: places.buffers,
  };
}

interface Place {
  readonly name: string;
  readonly buffer: BufferRef;
  /** In workgroup memory: what lives no longer than a run. */
  readonly local: boolean;
  writable: boolean;
  bytes: number;
}

/** The buffers of a program, each of which a kernel may bind only once when it is written. */
class Places {
  readonly buffers: readonly OwnBuffer[];
  readonly #memory: MemoryPlan;
  readonly #places = new Map<string, Place>();

  constructor(kernels: readonly LinkedKernel[], memory: MemoryPlan, workgroupBytes: number) {
    this.#memory = memory;
    const passing = memory.buffers.filter(({ label }) => label !== 'results');
    const fits = passing.reduce((sum, { bytes }) => sum + bytes, 0) <= workgroupBytes;
    this.buffers = memory.buffers.map((own) =>
      fits && passing.includes(own) ? { ...own, space: 'workgroup' } : own,
    );
    for (const binding of kernels.flatMap(({ bindings }) => bindings)) {
      const { buffer, offset, size } = memory.place(binding.node);
      const key = bufferKey(buffer);
      const local = buffer.kind === 'own' && this.buffers[buffer.index].space === 'workgroup';
      const place = this.#places.get(key) ?? {
        name: `buffer${this.#places.size}`,
        buffer,
        local,
        writable: false,
        bytes: 0,
      };
      place.writable ||= binding.written;
      place.bytes = Math.max(place.bytes, offset + size);
      this.#places.set(key, place);
    }
  }

  get bound(): Place[] {
    return [...this.#places.values()].filter(({ local }) => !local);
  }

  /** Where the elements of a binding begin, in words of its place. */
  of({ node }: Binding): { place: Place; begin: number } {
    const { buffer, offset } = this.#memory.place(node);
    return { place: this.#places.get(bufferKey(buffer)) as Place, begin: offset / BYTES_PER_ELEMENT };
  }

  declarations(): string[] {
    const locals = [...this.#places.values()].filter(({ local }) => local);
    return [
      ...this.bound.map(
        ({ name, writable }, k) =>
          `@group(0) @binding(${k}) var<storage, ${writable ? 'read_write' : 'read'}> ${name}: array<u32>;`,
      ),
      ...locals.map(({ name, bytes }) => `var<workgroup> ${name}: array<u32, ${bytes / BYTES_PER_ELEMENT}>;`),
    ];
  }
}

/** A kernel as functions, with names of their own. */
function phaseFunctions(linked: LinkedKernel, k: number, places: Places): string {
  const constants = Object.entries(linked.constants).map(
    ([name, value]) => `const ${name}: u32 = ${value}u;`,
  );
  const code = kernelCode(linked)
    .replace(/^override \w+.*;$/gm, '')
    .replace(/@compute @workgroup_size\([^)]*\)/, '')
    .replace(/@builtin\(\w+\) /g, '');
  const text = [...constants, ...linked.bindings.map((binding) => accessors(binding, places)), code].join(
    '\n',
  );
  const names = declaredNames(text);
  return text.replace(/[A-Za-z_]\w*/g, (word) => (names.has(word) ? `${word}_${k}` : word));
}

/** Functions that read and write the elements of a binding: numbers or vectors at a place in words. */
function accessors(binding: Binding, places: Places): string {
  const { name, node, vector, written } = binding;
  const { place, begin } = places.of(binding);
  const scalar = wgslStorageType(node.dtype);
  const word = (lane: number): string => `${place.name}[at + ${begin + lane}u]`;
  const lanes = vector ? [0, 1, 2, 3] : [0];
  const type = vector ? `vec4<${scalar}>` : scalar;
  const loaded = vector ? `vec4<u32>(${lanes.map(word).join(', ')})` : word(0);
  const at = `let at = ${vector ? '4u * i' : 'i'};`;
  const stores = lanes.map((lane) => {
    const element = vector ? `value.${'xyzw'[lane]}` : 'value';
    return `${word(lane)} = bitcast<u32>(${element});`;
  });
  return [
    `fn ${LOAD}${name}(i: u32) -> ${type} { ${at} return bitcast<${type}>(${loaded}); }`,
    ...(written ? [`fn ${STORE}${name}(i: u32, value: ${type}) { ${at} ${stores.join(' ')} }`] : []),
  ].join('\n');
}

/** All invocations of a kernel, and a barrier. */
function phaseCall(linked: LinkedKernel, k: number, places: Places): string {
  const written = linked.bindings
    .filter((binding) => binding.written)
    .map((binding) => places.of(binding).place);
  return [
    `for (var i = lane; i < ${linked.invocations?.count}u; i += LANES) { main_${k}(vec3u(i, 0u, 0u), vec3u(1u)); }`,
    ...(written.some(({ local }) => local) ? ['workgroupBarrier();'] : []),
    ...(written.some(({ local }) => !local) ? ['storageBarrier();'] : []),
  ].join('\n');
}

/** Operations of a lane in all phases together. */
function depthOf(kernels: readonly LinkedKernel[], software: boolean): number {
  const depths = kernels.map(({ invocations }) => {
    if (!invocations) return Number.POSITIVE_INFINITY;
    return Math.ceil(invocations.count / lanesOn(software)) * invocations.work;
  });
  return depths.reduce((sum, depth) => sum + depth, 0);
}
