import { ArgumentError } from '../core/errors.ts';
import { RecordStore } from '../core/record-store.ts';
import { matmulVariants } from '../schedule/matmul-variants.ts';
import { rowsVariants, SUBGROUPS } from '../schedule/rows-subgroups.ts';
import type { DeviceInfo } from './device.ts';
import { type DeviceKernels, TUNING_DATABASE } from './known-kernels.ts';

/** The kernels that were fastest on an adapter, as plain JSON. The same table gives the same bits. */
export interface TuningTable {
  /** Vendor, architecture and features of the adapter that it was measured on. */
  readonly adapter: string;
  /** Tells versions of the kernels apart: what was measured of others says nothing. */
  readonly kernels: string;
  /** By product, '32x784 * 784x300' (^T: stored transposed), the kernel, and into how many parts its sums are cut. */
  readonly matmul: Readonly<Record<string, { readonly variant: string; readonly parts: number }>>;
  /** By what is reduced, '32 rows of 784' (^T: the columns of what is stored), the kernel. */
  readonly rows: Readonly<Record<string, string>>;
}

function tableOf(info: DeviceInfo, { matmul, rows }: DeviceKernels): TuningTable {
  return {
    adapter: adapterOf(info),
    kernels: kernelsVersion(),
    matmul: sorted(matmul.known, ({ variant, parts }) => ({ variant: variant.name, parts })),
    rows: sorted(rows.known, ({ name }) => name),
  };
}

const sorted = <Choice, Json>(known: ReadonlyMap<string, Choice>, json: (choice: Choice) => Json) =>
  Object.fromEntries(
    [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, choice]) => [name, json(choice)]),
  );

/**
 * From now on kernels are chosen as the table says.
 *
 * @throws ArgumentError when it names a kernel that there is not, or not on this device, or was made for other kernels
 */
export function adoptTable(call: string, kernels: DeviceKernels, table: TuningTable, info: DeviceInfo): void {
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
          `Known kernels: ${namesOf(matmulVariants)}; parts: a divisor of ${termsOf(name)}.`,
      );
    kernels.matmul.adopt(name, { variant, parts });
  }
  const usable = rowsVariants.filter((variant) => info.hasSubgroups || variant !== SUBGROUPS);
  for (const [name, wanted] of Object.entries(table.rows)) {
    const variant = usable.find((candidate) => candidate.name === wanted);
    if (!variant)
      throw new ArgumentError(
        `${call}: the tuning table reduces ${name} with '${wanted}'. ` +
          `Kernels of this device (${info.description}): ${namesOf(usable)}. Make it again here with gl.tune().`,
      );
    kernels.rows.adopt(name, variant);
  }
}

const namesOf = (variants: readonly { readonly name: string }[]): string =>
  variants.map(({ name }) => name).join(', ');

/** The k of '32x784 * 784x300'. */
const termsOf = (name: string): number => Number(/\* (\d+)x/.exec(name)?.[1]);

const store = new RecordStore(TUNING_DATABASE, 'tables');

/** Takes up what was measured here before. */
export async function remember(kernels: DeviceKernels, info: DeviceInfo): Promise<void> {
  // What is damaged is measured again.
  await orNull(async () => {
    const table = await store.get(recordName(info));
    if (table) adoptTable('gradloom', kernels, table as TuningTable, info);
  });
}

/** Keeps what is known by now, and gives it back. */
export async function keep(kernels: DeviceKernels, info: DeviceInfo): Promise<TuningTable> {
  const table = tableOf(info, kernels);
  await orNull(() => store.put(recordName(info), table));
  return table;
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

let version = '';

/** FNV-1a of the kernels' text: http://www.isthe.com/chongo/tech/comp/fnv/ */
function kernelsVersion(): string {
  if (version) return version;
  let hash = 0x811c9dc5;
  const texts = [
    ...matmulVariants.map(
      ({ name, template, constants }) => name + template.code + JSON.stringify(constants),
    ),
    ...rowsVariants.map(({ name, template }) => name + template.code),
  ];
  for (const text of texts) {
    for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  version = (hash >>> 0).toString(16);
  return version;
}
