import { requireKnownOptions } from '../core/messages.ts';
import type { Callback, Logs } from '../model/types.ts';

export interface CsvLoggerOptions {
  /** Default ','. */
  readonly separator?: string;
  /** Go on with the text of an earlier `fit` instead of starting anew. Default false. */
  readonly append?: boolean;
  /** Gets every line as it comes, with its line break: a file, a socket, a page. Default: nobody. */
  readonly write?: (line: string) => void | Promise<void>;
}

/** Source: Keras 3, callbacks/csv_logger.py. */
class CsvLogger implements Callback {
  /** All lines so far. */
  text = '';
  readonly #options: CsvLoggerOptions;
  #names: readonly string[] | null = null;

  constructor(options: CsvLoggerOptions) {
    requireKnownOptions('callbacks.csvLogger', options, ['separator', 'append', 'write']);
    this.#options = options;
  }

  onTrainBegin(): void {
    if (this.#options.append) return;
    this.text = '';
    this.#names = null;
  }

  async onEpochEnd(epoch: number, logs: Logs): Promise<void> {
    if (!this.#names) {
      this.#names = Object.keys(logs).sort();
      await this.#write(['epoch', ...this.#names]);
    }
    await this.#write([epoch, ...this.#names.map((name) => logs[name] ?? 'NA')]);
  }

  async #write(fields: readonly (string | number)[]): Promise<void> {
    const { separator = ',', write } = this.#options;
    const line = `${fields.join(separator)}\n`;
    this.text += line;
    await write?.(line);
  }
}

/**
 * Writes the figures of every epoch as a table: a header, then one line per epoch, columns by name.
 * A page offers `logger.text` as a download; in Node: `write: (line) => appendFile('log.csv', line)`.
 */
export const csvLogger = (options: CsvLoggerOptions = {}): CsvLogger => new CsvLogger(options);
