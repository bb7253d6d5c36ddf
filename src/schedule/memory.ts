import { BYTES_PER_ELEMENT } from '../core/dtype.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Arena } from '../graph/variable.ts';
import { type Binding, memoryKey, variableOf } from './binding.ts';
import type { Fused } from './fuse.ts';
import { bytesOf } from './in-memory.ts';
import type { LinkedKernel } from './link.ts';

/** A buffer that a command binds: the program's own, a variable's arena, or a tensor from outside. */
export type BufferRef =
  | { readonly kind: 'own'; readonly index: number }
  | { readonly kind: 'arena'; readonly arena: Arena }
  | { readonly kind: 'tensor'; readonly tensor: Tensor };

/** Tells buffers apart. */
export function bufferKey(buffer: BufferRef): string {
  if (buffer.kind === 'own') return `own ${buffer.index}`;
  return buffer.kind === 'arena' ? `arena ${buffer.arena.id}` : `tensor ${buffer.tensor.id}`;
}

export interface BufferRange {
  readonly buffer: BufferRef;
  /** Bytes, a multiple of 256. */
  readonly offset: number;
  readonly size: number;
}

/**
 * Results are read when the program has run. Packs are zero between their parts, and what reads a
 * whole pack relies on that. Activations may hold anything before they are written.
 */
export type OwnBufferLabel = 'results' | 'packed' | 'activations';

export interface OwnBuffer {
  readonly label: OwnBufferLabel;
  readonly bytes: number;
  readonly space: 'storage' | 'workgroup';
}

export interface MemoryPlan {
  readonly buffers: readonly OwnBuffer[];
  place(node: Tensor): BufferRange;
}

const ALIGNMENT = 256;
const aligned = (bytes: number): number => Math.ceil(Math.max(bytes, 1) / ALIGNMENT) * ALIGNMENT;
/** Bindings of vec4f need whole vectors; every place has room for them. */
const wholeVectors = (bytes: number): number => Math.ceil(Math.max(bytes, 1) / 16) * 16;

/**
 * Gives every stored value a place. Results and packs have buffers of their own; everything
 * else shares one buffer, in which a place is used again once its last reader has run.
 */
export function planMemory({ kernels, context }: Fused, outputs: readonly Tensor[]): MemoryPlan {
  const buffers: OwnBuffer[] = [];
  const places = new Map<Tensor, BufferRange>();
  const ownBuffer = (label: OwnBufferLabel, bytes: number): BufferRef => {
    buffers.push({ label, bytes: aligned(bytes), space: 'storage' });
    return { kind: 'own', index: buffers.length - 1 };
  };

  if (outputs.length > 0) {
    let end = 0;
    const buffer = ownBuffer(
      'results',
      outputs.reduce((total, output) => total + aligned(bytesOf(output)), 0),
    );
    for (const output of outputs) {
      places.set(output, { buffer, offset: end, size: wholeVectors(bytesOf(output)) });
      end += aligned(bytesOf(output));
    }
  }

  const bound = kernels.map(({ bindings }) => bindings.map(({ node }) => node));
  const packs = new Set(bound.flat().filter(({ op }) => op.kind === 'pack'));
  for (const pack of packs) {
    if (pack.op.kind !== 'pack') continue;
    const buffer = ownBuffer('packed', bytesOf(pack));
    places.set(pack, { buffer, offset: 0, size: wholeVectors(bytesOf(pack)) });
    for (const [k, input] of pack.inputs.entries()) {
      places.set(input, {
        buffer,
        offset: pack.op.offsets[k] * BYTES_PER_ELEMENT,
        size: wholeVectors(bytesOf(input)),
      });
    }
  }

  const lastUse = new Map<Tensor, number>();
  for (const [k, nodes] of bound.entries()) for (const node of nodes) lastUse.set(node, k);
  const slots = new Slots();
  const shared: BufferRef = { kind: 'own', index: buffers.length };
  for (const [k, nodes] of bound.entries()) {
    const temporary = nodes.filter(
      (node) => isTemporary(node, context) && !isPlacedElsewhere(node, places, shared),
    );
    const given = new Set<Tensor>();
    for (const node of temporary) {
      if (places.has(node)) continue;
      const last = temporary.find(
        (read) => lastUse.get(read) === k && !given.has(read) && isReplaced(read, node, kernels[k], context),
      );
      if (last) given.add(last);
      const offset = last ? (places.get(last) as BufferRange).offset : slots.take(aligned(bytesOf(node)));
      places.set(node, { buffer: shared, offset, size: wholeVectors(bytesOf(node)) });
    }
    for (const node of temporary) {
      if (lastUse.get(node) === k && !given.has(node))
        slots.release((places.get(node) as BufferRange).offset, aligned(bytesOf(node)));
    }
  }
  if (slots.end > 0) ownBuffer('activations', slots.end);

  const place = (node: Tensor): BufferRange => {
    const known = places.get(node);
    if (known) return known;
    const variable = variableOf(node, context);
    if (!variable)
      return { buffer: { kind: 'tensor', tensor: node }, offset: 0, size: wholeVectors(bytesOf(node)) };
    const offset = variable.offset * BYTES_PER_ELEMENT;
    return {
      buffer: { kind: 'arena', arena: variable.arena },
      offset,
      size: wholeVectors(bytesOf(variable)),
    };
  };
  return { buffers, place };
}

const isTemporary = (node: Tensor, context: Fused['context']): boolean =>
  node.op.kind !== 'leaf' && !node.storage && variableOf(node, context) === null;

/**
 * Whether a kernel may write a node where it reads another: each element where the same invocation has read one.
 * Only as a phase, since WebGPU allows no two bindings that overlap when one of them is written.
 */
function isReplaced(
  read: Tensor,
  written: Tensor,
  { reads, writes }: LinkedKernel,
  context: Fused['context'],
): boolean {
  const [from, to] = [reads.get(memoryKey(read, context)), writes.get(memoryKey(written, context))];
  if (!context.accessors || !from || !to || bytesOf(read) !== bytesOf(written)) return false;
  return [...from].every((place) => to.includes(place));
}

const isPlacedElsewhere = (
  node: Tensor,
  places: ReadonlyMap<Tensor, BufferRange>,
  shared: BufferRef,
): boolean => places.has(node) && places.get(node)?.buffer !== shared;

/** Which bindings of a kernel must be declared writable: WebGPU wants one kind of use per buffer. */
export function writableBindings(
  bindings: readonly Binding[],
  memory: MemoryPlan,
): (binding: Binding) => boolean {
  const identity = ({ node }: Binding): string => bufferKey(memory.place(node).buffer);
  const written = new Set(bindings.filter((binding) => binding.written).map(identity));
  return (binding) => written.has(identity(binding));
}

/** First-fit allocation in one growing buffer. */
class Slots {
  #free: { offset: number; size: number }[] = [];
  end = 0;

  take(size: number): number {
    const slot = this.#free.find((candidate) => candidate.size >= size);
    if (slot) {
      const { offset } = slot;
      slot.offset += size;
      slot.size -= size;
      return offset;
    }
    const last = this.#free.at(-1);
    const offset = last && last.offset + last.size === this.end ? last.offset : this.end;
    if (last && offset === last.offset) this.#free.pop();
    this.end = offset + size;
    return offset;
  }

  release(offset: number, size: number): void {
    const free = [...this.#free, { offset, size }].sort((a, b) => a.offset - b.offset);
    this.#free = [];
    for (const slot of free) {
      const previous = this.#free.at(-1);
      if (slot.size === 0) continue;
      if (previous && previous.offset + previous.size === slot.offset) previous.size += slot.size;
      else this.#free.push({ ...slot });
    }
  }
}
