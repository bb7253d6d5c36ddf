import type { Command, Dispatch } from './command.ts';
import type { BufferRange } from './memory.ts';
import type { Plan } from './plan.ts';

export interface PrintOptions {
  /** Show the linked WGSL of every kernel below its dispatch. Default false. */
  readonly wgsl?: boolean;
}

/** The program as text: its buffers, then one dispatch a line. */
export function printPlan({ commands, buffers }: Plan, { wgsl = false }: PrintOptions = {}): string {
  const lines = buffers.map(
    ({ label, bytes, space }, k) =>
      `buffer ${k}: ${label}, ${bytes} bytes${space === 'workgroup' ? ' of workgroup memory' : ''}`,
  );
  for (const command of commands) {
    const { phases, label } = command;
    if (phases.length === 0) lines.push(...dispatchText(command));
    else lines.push(label, ...phases.flatMap(dispatchText).map((line) => `  ${line}`));
    if (wgsl) lines.push(kernelText(command));
  }
  return lines.join('\n');
}

function dispatchText({ label, workgroups, bindings }: Dispatch): string[] {
  const places = (stored: boolean): string =>
    bindings
      .filter((binding) => binding.stored === stored)
      .map(({ range }) => placeText(range))
      .join(', ');
  return [label, `  <${workgroups.join(' x ')}> ${places(false)} -> ${places(true)}`];
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
