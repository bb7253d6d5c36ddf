import { DataError } from '../core/errors.ts';
import { unknownName } from '../core/messages.ts';
import type { HostArray } from './host-array.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Named columns of text, which become numbers when they are asked for. Rows are counted from 0. */
export class Table {
  readonly columns: readonly string[];
  readonly #rows: readonly (readonly string[])[];

  constructor(columns: readonly string[], rows: readonly (readonly string[])[]) {
    this.columns = columns;
    this.#rows = rows;
  }

  /** Number of rows. */
  get length(): number {
    return this.#rows.length;
  }

  /**
   * The numbers of one column, [rows].
   * @throws ArgumentError for an unknown column; DataError for what is no number, with row and column
   */
  column(name: string): HostArray<Float64Array> {
    return { data: this.select([name]).data, shape: [this.length] };
  }

  /** The numbers of some columns, in this order: [rows, columns]. Throws as `column` does. */
  select(names: readonly string[]): HostArray<Float64Array> {
    const places = names.map((name) => this.#placeOf(name));
    const data = new Float64Array(this.length * places.length);
    let next = 0;
    for (const [row, cells] of this.#rows.entries()) {
      for (const place of places) data[next++] = this.#number(cells[place], row, place);
    }
    return { data, shape: [this.length, places.length] };
  }

  /** The numbers of all columns but these: [rows, columns]. Throws as `column` does. */
  without(...names: readonly string[]): HostArray<Float64Array> {
    const dropped = names.map((name) => this.#placeOf(name));
    return this.select(this.columns.filter((_, place) => !dropped.includes(place)));
  }

  /** The text of one column. */
  strings(name: string): string[] {
    const place = this.#placeOf(name);
    return this.#rows.map((cells) => cells[place]);
  }

  #placeOf(name: string): number {
    const place = this.columns.indexOf(name);
    if (place < 0) throw unknownName('table', 'column', name, this.columns);
    return place;
  }

  #number(cell: string, row: number, place: number): number {
    const text = cell.trim();
    if (NUMBER.test(text)) return Number(text);
    throw new DataError(
      `table: row ${row}, column '${this.columns[place]}' holds ` +
        `${text === '' ? 'nothing' : `'${text}'`} where a number should be. ` +
        'Correct the row or leave it out, or leave the column out with select() or without().',
    );
  }
}
