import type { AdapterDescription } from '../adapter.ts';
import type { About, Contestant } from '../contestant.ts';
import type { Encoding } from '../encoding.ts';

/** What an engine's process is asked for, one after the other; each call has one answer. */
export interface Call {
  readonly method: Exclude<keyof Contestant, 'about' | 'close'>;
  readonly number: number;
}

export type Answer<Value> = { readonly value: Value } | Failure;

/** What it tells first. */
export type Opening = Answer<About> | { readonly unsupported: string };

export interface Failure {
  readonly error: string;
}

/** What a process without an engine tells: of the adapter that engines get there; null where there is none. */
export interface AdapterReport extends AdapterDescription {
  readonly driver: string;
  /** Bytes a second. */
  readonly copyBandwidth: number | null;
  readonly encoding: Encoding | null;
}
