import type { Entry } from './api.ts';

/** A table; its cells are Markdown already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Text that may stand in a table. */
export const cell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');

export const code = (text: string): string => `\`${text.replace(/\s+/g, ' ')}\``;

export const block = (lines: string): string => `\`\`\`ts\n${lines}\n\`\`\``;

/** Parts that have something to say, with empty lines between. */
export const page = (parts: readonly (string | false | undefined)[]): string =>
  `${parts.filter((part) => part).join('\n\n')}\n`;

/** An error relative to the value, in brackets in units in the last place. */
export const errorText = (error: number): string =>
  error === 0 ? '0' : `${error.toExponential(1)} (${(error * 2 ** 23).toFixed(1)})`;

export const slopeText = (error: number): string => (error === 0 ? '0' : error.toExponential(1));

/** The first sentence of a docstring. */
export const summary = ({ text }: Entry): string => cell(text.split(/(?<=\.)\s+(?=[A-Z`\d[(])/)[0]);

/** `[src/ops/relu.ts](../../../src/ops/relu.ts)` */
export const source = (file: string, up: string): string => `[${file}](${up}${file})`;

/** What a docstring says about parameters, result and errors, a line each. */
export const details = ({ tags: { param, returns, throws } }: Entry): string[] => [
  ...(param?.split('\n').map((text) => text.replace(/^(\w+) /, '`$1`: ')) ?? []),
  ...(returns ? [`returns ${returns}`] : []),
  ...(throws ? [`throws ${throws.replaceAll('\n', '; ')}`] : []),
];

export const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

/** The fields of an interface. */
export const fields = (members: readonly Entry[]): string =>
  table(
    ['option', 'type', ''],
    members.map(({ name, signatures: [text], text: doc }) => {
      const isOptional = text.startsWith(`${name}?`);
      // A method's type begins with its parameters.
      const type = text.slice(name.length + (isOptional ? 1 : 0)).replace(/^: /, '');
      return [`${code(name)}${isOptional ? '' : ' (required)'}`, cell(code(type)), cell(doc)];
    }),
  );
