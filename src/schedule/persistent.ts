import template from '../../shaders/program/persistent.wgsl';
import { BYTES_PER_ELEMENT, wgslStorageType } from '../core/dtype.ts';
import type { WgslModule } from '../core/wgsl.ts';
import { type Binding, LOAD, STORE } from './binding.ts';
import type { PlannedBinding } from './command.ts';
import { domainSize } from './kernel.ts';
import { declaredNames, kernelCode, type LinkedKernel, modulesOf, usedDeclarations } from './link.ts';
import { type BufferRef, bufferKey, type MemoryPlan, type OwnBuffer } from './memory.ts';
import { depthOn, lanesOn, type PersistentOptions } from './tiny.ts';

/** A program in one kernel, which one workgroup runs again and again. */
export interface PersistentKernel {
  readonly code: string;
  readonly constants: Readonly<Record<string, number>>;
  readonly bindings: readonly PlannedBinding[];
  /** The program's own buffers: all but the results are in workgroup memory, which begins as zeros, if they fit. */
  readonly buffers: readonly OwnBuffer[];
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
  const main = kernelCode({ template, hooks: { ...places.copies(), phases } });
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
  /** The phases find it in workgroup memory: variables as long as a dispatch lasts. */
  local: boolean;
  writable: boolean;
  bytes: number;
  /** How many elements of a run read it, or are written to it, and what there is to it besides. */
  uses: number;
}

/** Memory that begins as zeros, and a copy of it, cost as much as some reads: so often must a run use a word. */
const OFTEN = 4;

/** Results are wanted when all is done, in storage; activations are worth more than anything else. */
const USES = { results: Number.NEGATIVE_INFINITY, packed: 0, activations: Number.POSITIVE_INFINITY };

/** The array that the phases read and write. */
const arrayOf = ({ name, local }: Place): string => (local ? `${name}_local` : name);
const wordsOf = ({ bytes }: Place): number => bytes / BYTES_PER_ELEMENT;
const usesOfWord = (place: Place): number => place.uses / wordsOf(place);

/** The buffers of a program, each of which a kernel may bind only once when it is written. */
class Places {
  readonly buffers: readonly OwnBuffer[];
  readonly #memory: MemoryPlan;
  readonly #places = new Map<string, Place>();

  constructor(kernels: readonly LinkedKernel[], memory: MemoryPlan, workgroupBytes: number) {
    this.#memory = memory;
    for (const { kernel, bindings } of kernels) {
      for (const { node, written } of bindings) {
        const { buffer, offset, size } = memory.place(node);
        const place = this.#placeOf(buffer);
        place.writable ||= written;
        place.bytes = Math.max(place.bytes, offset + size);
        place.uses += written ? node.size : domainSize(kernel);
      }
    }
    let room = workgroupBytes;
    for (const place of this.#all.sort((a, b) => usesOfWord(b) - usesOfWord(a))) {
      place.local = place.writable && usesOfWord(place) >= OFTEN && place.bytes <= room;
      if (place.local) room -= place.bytes;
    }
    this.buffers = memory.buffers.map((own, index) =>
      this.#places.get(bufferKey({ kind: 'own', index }))?.local ? { ...own, space: 'workgroup' } : own,
    );
  }

  #placeOf(buffer: BufferRef): Place {
    const key = bufferKey(buffer);
    const known = this.#places.get(key);
    if (known) return known;
    const name = `buffer${this.#places.size}`;
    const uses = buffer.kind === 'own' ? USES[this.#memory.buffers[buffer.index].label] : 0;
    const place: Place = { name, buffer, local: false, writable: false, bytes: 0, uses };
    this.#places.set(key, place);
    return place;
  }

  get #all(): Place[] {
    return [...this.#places.values()];
  }

  get #local(): Place[] {
    return this.#all.filter(({ local }) => local);
  }

  get bound(): Place[] {
    return this.#all.filter(({ buffer, local }) => buffer.kind !== 'own' || !local);
  }

  /** Where the elements of a binding begin, in words of its place. */
  of({ node }: Binding): { place: Place; begin: number } {
    const { buffer, offset } = this.#memory.place(node);
    return { place: this.#placeOf(buffer), begin: offset / BYTES_PER_ELEMENT };
  }

  declarations(): string[] {
    return [
      ...this.bound.map(
        ({ name, writable }, k) =>
          `@group(0) @binding(${k}) var<storage, ${writable ? 'read_write' : 'read'}> ${name}: array<u32>;`,
      ),
      ...this.#local.map((place) => `var<workgroup> ${arrayOf(place)}: array<u32, ${wordsOf(place)}>;`),
    ];
  }

  /** Statements that bring variables into workgroup memory, and back. */
  copies(): { load: string; store: string } {
    const copied = this.#local.filter(({ buffer }) => buffer.kind === 'arena');
    const copy = (place: Place, to: string, from: string): string =>
      `for (var i = lane; i < ${wordsOf(place)}u; i += LANES) { ${to}[i] = ${from}[i]; }`;
    return {
      load: [...copied.map((place) => copy(place, arrayOf(place), place.name)), 'workgroupBarrier();'].join(
        '\n',
      ),
      store: copied.map((place) => copy(place, place.name, arrayOf(place))).join('\n'),
    };
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

/** Functions that read and write the elements of a binding. */
function accessors(binding: Binding, places: Places): string {
  const { name, node, written } = binding;
  const { place, begin } = places.of(binding);
  const type = wgslStorageType(node.dtype);
  const word = `${arrayOf(place)}[i + ${begin}u]`;
  return [
    `fn ${LOAD}${name}(i: u32) -> ${type} { return bitcast<${type}>(${word}); }`,
    ...(written ? [`fn ${STORE}${name}(i: u32, value: ${type}) { ${word} = bitcast<u32>(value); }`] : []),
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
