import { DataError, ShapeError, StateError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { sizeOf } from '../core/shape.ts';
import { type HostArray, type HostData, place, readHost } from './host-array.ts';

/** What a scaler does to a column: (value - center) * factor + shift. */
export interface ColumnScale {
  readonly center: number;
  readonly factor: number;
  readonly shift: number;
}

/** What a scaler has learned of a column. */
export type ColumnStatistics = Readonly<Record<string, number>>;

/**
 * Scales every column by what was seen of it in `fit`: fit on the training data, then transform all of it.
 * Rows are the first axis; every position of the other axes is a column of its own. Statistics are float64.
 */
export abstract class Scaler<S extends ColumnStatistics> {
  /** What `fit` has learned, one entry per column; empty before. */
  columns: readonly S[] = [];
  readonly #call: string;

  constructor(call: string) {
    this.#call = call;
  }

  /**
   * Learns from `x`. Returns the scaler itself.
   * @throws DataError for NaN or infinity, with row and column
   */
  fit(x: HostData): this {
    const { data, shape } = this.#read('fit', x);
    if (data.length === 0) throw new DataError(`${this.#call}.fit: x of shape ${shapeText(shape)} is empty.`);
    const width = sizeOf(shape.slice(1));
    this.columns = Array.from({ length: width }, (_, column) =>
      this.measure(Float64Array.from({ length: shape[0] }, (_, row) => data[row * width + column])),
    );
    return this;
  }

  /** What `fit` has learned, to be kept beside a model that was trained with it. */
  toJSON(): { readonly columns: readonly S[] } {
    return { columns: this.columns };
  }

  /**
   * Takes what `toJSON` gave in the place of `fit`. Returns the scaler itself.
   * @throws DataError for anything else
   */
  restore({ columns }: { readonly columns: readonly S[] }): this {
    const expected = Object.keys(this.measure(Float64Array.of(0)));
    const isWhole = (column: S) => expected.every((name) => Number.isFinite(column?.[name]));
    if (!Array.isArray(columns) || !columns.every(isWhole)) {
      throw new DataError(
        `${this.#call}.restore: expected what toJSON gave, columns with ${expected.join(' and ')}.`,
      );
    }
    this.columns = columns;
    return this;
  }

  /** The scaled numbers, in the shape of `x`. */
  transform(x: HostData): HostArray<Float32Array> {
    return this.#map('transform', x, (value, { center, factor, shift }) =>
      this.limit((value - center) * factor + shift),
    );
  }

  /** `fit`, then `transform`. */
  fitTransform(x: HostData): HostArray<Float32Array> {
    return this.fit(x).transform(x);
  }

  /** Back from scaled numbers. */
  inverseTransform(x: HostData): HostArray<Float32Array> {
    return this.#map(
      'inverseTransform',
      x,
      (value, { center, factor, shift }) => (value - shift) / factor + center,
    );
  }

  /** Looks at the values of one column. */
  protected abstract measure(values: Float64Array): S;

  /** What to do to such a column. */
  protected abstract scaleOf(column: S): ColumnScale;

  /** What becomes of a scaled value at the end. */
  protected limit(value: number): number {
    return value;
  }

  #map(
    method: string,
    x: HostData,
    change: (value: number, scale: ColumnScale) => number,
  ): HostArray<Float32Array> {
    const scales = this.columns.map((column) => this.scaleOf(column));
    if (scales.length === 0) {
      throw new StateError(`${this.#call}.${method}: call fit first, with the training data.`);
    }
    const { data, shape } = this.#read(method, x);
    const width = sizeOf(shape.slice(1));
    if (width !== scales.length) {
      throw new ShapeError(
        `${this.#call}.${method}: fit saw ${scales.length} columns, x of shape ${shapeText(shape)} has ${width}.`,
      );
    }
    return { data: Float32Array.from(data, (value, k) => change(value, scales[k % width])), shape };
  }

  #read(method: string, x: HostData): HostArray {
    const call = `${this.#call}.${method}`;
    const host = readHost(call, 'x', x);
    // Of all numbers only these three differ from themselves: NaN, infinity, -infinity.
    const bad = (host.data as Float64Array).findIndex((value) => value - value !== 0);
    if (bad < 0) return host;
    throw new DataError(
      `${call}: x holds ${host.data[bad]} at ${place(bad, host.shape)}. Remove the row or fill in a number.`,
    );
  }
}
