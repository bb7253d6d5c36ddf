import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Contestant } from '../contestant.ts';
import { Unsupported } from '../engine.ts';
import type { AdapterReport, Answer, Call, Opening } from './messages.ts';

/** How processes are started in which engines run. */
export interface ProcessOptions {
  /** Node, after what must come before it on the command line. */
  readonly node: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** engine-process.mjs and its first argument. */
  readonly script: string;
  readonly dawnFile: string;
  /** Milliseconds after which a process that has not answered is given up. */
  readonly patience: number;
}

/** Characters of what a process wrote that are shown when it dies. */
const LAST_WORDS = 1000;

/** A contestant of the benchmark in a process of its own: what crashes in there ends nothing else. @throws Unsupported */
export async function openProcess(
  options: ProcessOptions,
  engine: string,
  workload: string,
): Promise<Contestant> {
  const process = new EngineProcess(options, [engine, workload]);
  const opening = await process.answer<Opening>();
  if ('unsupported' in opening) {
    process.kill();
    throw new Unsupported(opening.unsupported);
  }
  const about = process.value(opening);
  const method =
    <Name extends Call['method']>(method: Name) =>
    async (number: number): Promise<Awaited<ReturnType<Contestant[Name]>>> =>
      process.value(await process.call({ method, number }));
  return {
    about,
    check: method('check'),
    time: method('time'),
    count: method('count'),
    profile: method('profile'),
    close: async () => process.kill(),
  };
}

/** What WebGPU finds in such a process. */
export async function askAdapter(options: ProcessOptions): Promise<AdapterReport | null> {
  const process = new EngineProcess(options, []);
  try {
    return process.value(await process.answer<Answer<AdapterReport | null>>());
  } finally {
    process.kill();
  }
}

class EngineProcess {
  readonly #child: ChildProcess;
  readonly #died: Promise<never>;
  readonly #patience: number;
  #said = '';

  constructor(options: ProcessOptions, args: readonly string[]) {
    const { node, env, script, dawnFile, patience } = options;
    this.#patience = patience;
    const [execPath, ...execArgv] = node;
    this.#child = fork(script, [dawnFile, ...args], { execPath, execArgv, env, silent: true });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#said = (this.#said + chunk).slice(-LAST_WORDS);
      });
    }
    this.#died = new Promise((_, reject) => {
      this.#child.once('error', reject);
      // Not 'exit': what it wrote last may still be on its way.
      this.#child.once('close', (code, signal) => {
        const words = this.#said.trim();
        reject(new Error(`the process ended with ${signal ?? `status ${code}`}${words && `: ${words}`}`));
      });
    });
    this.#died.catch(() => {});
  }

  call(call: Call): Promise<Answer<never>> {
    this.#child.send(call);
    return this.answer();
  }

  /** The next message. @throws when the process dies instead, or hangs */
  async answer<Message>(): Promise<Message> {
    const signal = AbortSignal.timeout(this.#patience);
    try {
      const [message] = await Promise.race([once(this.#child, 'message', { signal }), this.#died]);
      return message;
    } catch (error) {
      throw signal.aborted ? new Error(`the process did not answer for ${this.#patience / 1000} s`) : error;
    }
  }

  /** @throws what went wrong in there */
  value<Value>(answer: Answer<Value>): Value {
    if ('error' in answer) throw new Error(answer.error);
    return answer.value;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
