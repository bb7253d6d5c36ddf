import { sum } from '../ops/sum.ts';
import { chooseRows } from '../schedule/choose-rows.ts';
import { LANES } from '../schedule/combine-lanes.ts';
import type { RowsShape } from '../schedule/kernel.ts';
import { SUBGROUPS } from '../schedule/rows-subgroups.ts';
import { type RowsVariant, SERIAL, TEAM } from '../schedule/rows-variants.ts';
import type { DeviceInfo } from './device.ts';
import type { KernelFamily } from './kernel-tuner.ts';

/** The kernels that reduce rows, of which sums are the measure. */
export const rowsFamily = ({ software, hasSubgroups }: RowsDevice): KernelFamily<RowsShape, RowsVariant> => ({
  shapes: ({ rows, columns, adjacent }) => [adjacent ? [rows, columns] : [columns, rows]],
  compute: ({ adjacent }, [x]) => sum(x, adjacent ? 1 : 0),
  byRules: (shape) => chooseRows(shape, { software }),
  rounds: [
    (shape, best) =>
      [...(isSerialWorthwhile(shape) ? [SERIAL] : []), TEAM, ...(hasSubgroups ? [SUBGROUPS] : [])].filter(
        (other) => other !== best,
      ),
  ],
  choosing: (_, variant) => ({ rows: () => variant }),
  learned: (shape, variant) => [[shape, variant]],
});

type RowsDevice = Pick<DeviceInfo, 'software' | 'hasSubgroups'>;

/** With fewer rows not one workgroup would be full. */
const isSerialWorthwhile = ({ rows }: RowsShape): boolean => rows >= LANES;
