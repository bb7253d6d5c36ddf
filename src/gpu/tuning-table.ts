import { ArgumentError } from '../core/errors.ts';
import { RecordStore } from '../core/record-store.ts';
import { matmulVariants } from '../schedule/matmul-variants.ts';
import type { DeviceInfo } from './device.ts';
import type { MatmulChoices } from './matmul-choices.ts';

/** The kernels that were fastest on an adapter, as plain JSON. The same table gives the same bits. */
export interface TuningTable {
  /** Vendor, architecture and features of the adapter that it was measured on. */
  readonly adapter: string;
  /** Tells versions of the kernels apart: what was measured of others says nothing. */
  readonly kernels: string;
  /** By product, '32x784 * 784x300' (^T: stored transposed), the kernel, and into how many parts its sums are cut. */
  readonly matmul: Readonly<Record<string, { readonly variant: string; readonly parts: number }>>;
}

export function tableOf(info: DeviceInfo, { known }: MatmulChoices): TuningTable {
  const names = [...known.keys()].sort();
  const entries = names.flatMap((name) => {
    const choice = known.get(name);
    return choice ? [[name, { variant: choice.variant.name, parts: choice.parts }]] : [];
  });
  return { adapter: adapterOf(info), kernels: kernelsVersion(), matmul: Object.fromEntries(entries) };
}

/**
 * From now on products are computed as the table says.
 *
 * @throws ArgumentError when it names a kernel that there is not, or was made for other kernels
 */
export function adoptTable(call: string, choices: MatmulChoices, table: TuningTable): void {
  if (table.kernels !== kernelsVersion())
    throw new ArgumentError(
      `${call}: the tuning table was measured with kernels ${table.kernels}, and these are ${kernelsVersion()}. ` +
        'Make it again with gl.tune().',
    );
  for (const [name, { variant: wanted, parts }] of Object.entries(table.matmul)) {
    const variant = matmulVariants.find((candidate) => candidate.name === wanted);
    if (!variant || !Number.isInteger(parts) || parts < 1 || termsOf(name) % parts !== 0)
      throw new ArgumentError(
        `${call}: the tuning table computes ${name} with '${wanted}' in ${parts} parts. ` +
          `Known kernels: ${matmulVariants.map((known) => known.name).join(', ')}; parts: a divisor of ${termsOf(name)}.`,
      );
    choices.known.set(name, { variant, parts });
    choices.wanted.delete(name);
  }
}

/** The k of '32x784 * 784x300'. */
const termsOf = (name: string): number => Number(/\* (\d+)x/.exec(name)?.[1]);

const store = new RecordStore('gradloom-tuning', 'tables');

/** What was measured here before; null where nothing was, or where there is no IndexedDB. */
export async function keptTable(info: DeviceInfo): Promise<TuningTable | null> {
  return ((await orNull(() => store.get(recordName(info)))) as TuningTable | undefined) ?? null;
}

export async function keepTable(info: DeviceInfo, table: TuningTable): Promise<void> {
  await orNull(() => store.put(recordName(info), table));
}

/** A browser may refuse to keep anything, and others than browsers have no IndexedDB: then everything is measured anew. */
async function orNull<T>(request: () => Promise<T>): Promise<T | null> {
  try {
    return await request();
  } catch {
    return null;
  }
}

const recordName = (info: DeviceInfo): string => `${adapterOf(info)}; kernels ${kernelsVersion()}`;

const adapterOf = ({ description, device }: DeviceInfo): string =>
  `${description}; ${[...device.features].sort().join(' ')}`;

/** FNV-1a of the kernels' text: http://www.isthe.com/chongo/tech/comp/fnv/ */
function kernelsVersion(): string {
  let hash = 0x811c9dc5;
  for (const { name, template, constants } of matmulVariants) {
    for (const character of name + template.code + JSON.stringify(constants))
      hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return (hash >>> 0).toString(16);
}
