import type { BufferRange } from './memory.ts';
import type { Command, Plan } from './plan.ts';

export interface PrintOptions {
  /** Show the linked WGSL of every kernel below its dispatch. Default false. */
  readonly wgsl?: boolean;
}

/** The program as text: its buffers, then one dispatch a line. */
export function printPlan({ commands, buffers }: Plan, { wgsl = false }: PrintOptions = {}): string {
  const lines = buffers.map(({ label, bytes }, k) => `buffer ${k}: ${label}, ${bytes} bytes`);
  for (const command of commands) {
    const { label, workgroups, bindings } = command;
    const places = (stored: boolean): string =>
      bindings
        .filter((binding) => binding.stored === stored)
        .map(({ range }) => placeText(range))
        .join(', ');
    lines.push(`${label}`, `  <${workgroups.join(' x ')}> ${places(false)} -> ${places(true)}`);
    if (wgsl) lines.push(kernelText(command));
  }
  return lines.join('\n');
}

function placeText({ buffer, offset, size }: BufferRange): string {
  const range = `[${offset}, ${offset + size})`;
  if (buffer.kind === 'own') return `${buffer.index}${range}`;
  return buffer.kind === 'arena' ? `${buffer.arena.label}${range}` : `tensor${range}`;
}

/** Kernels are stored without indentation, to be small; here it comes back, with the values of overrides. */
function kernelText({ code, constants }: Command): string {
  const values = code.replace(/^override (\w+).*;$/gm, (line, name: string) =>
    name in constants ? `${line} // ${constants[name]}` : line,
  );
  let depth = 2;
  return values
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const closing = /^[})\]]*/.exec(line)?.[0].length ?? 0;
      const text = '  '.repeat(depth - closing) + line;
      depth += (line.match(/[{([]/g)?.length ?? 0) - (line.match(/[})\]]/g)?.length ?? 0);
      return text;
    })
    .join('\n');
}
