import serial from '../../shaders/reduce/rows-serial.wgsl';
import team from '../../shaders/reduce/rows-team.wgsl';
import type { WgslModule } from '../core/wgsl.ts';
import { type Combine, combineInTree } from './combine-lanes.ts';

/** One of the kernels that reduce rows: all take the same hooks. */
export interface RowsVariant {
  readonly name: string;
  readonly template: WgslModule;
  /** How the lanes of a workgroup put together what each has of their row; null where each has a row of its own. */
  readonly combine: Combine | null;
}

export const SERIAL: RowsVariant = { name: 'rows-serial', template: serial, combine: null };
export const TEAM: RowsVariant = { name: 'rows-team', template: team, combine: combineInTree };
