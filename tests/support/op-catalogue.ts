import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** An operation as its source declares it. */
export interface CatalogueEntry {
  readonly name: string;
  /** 'leakyRelu(x, negativeSlope = 0.2)' */
  readonly signature: string;
  /** The docstring, as one paragraph. */
  readonly text: string;
}

/**
 * What src/ops/index.ts exports without being a function of tensors that a float64 twin could compute:
 * it creates tensors, draws random ones, or transforms functions. These have tests of their own kind.
 */
export const OTHERS: readonly string[] = [
  'tensor', 'variable', 'grad', 'valueAndGrad', 'zeros', 'ones', 'full', 'zerosLike', 'onesLike', 'fullLike', 'arange',
  'linspace', 'eye', 'uniform', 'normal', 'truncatedNormal', 'bernoulli', 'permutation', 'dropout', 'customGradient', 'checkpoint',
]; // biome-ignore format: a table

/** Every operation that src/ops/index.ts exports; second names of one are left out. */
export function catalogue(): CatalogueEntry[] {
  return [...read('src/ops/index.ts').matchAll(/export \{([^}]*)\} from '\.\/([^']+)'/g)].flatMap(
    ([, names, file]) => {
      const source = read(`src/ops/${file}`);
      return names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !name.startsWith('type ') && !name.includes(' as '))
        .map((name) => describeExport(name, source));
    },
  );
}

function describeExport(name: string, source: string): CatalogueEntry {
  const declaration = new RegExp(String.raw`export (?:const|function) ${name}\b`).exec(source);
  const [before, rest] = declaration
    ? [source.slice(0, declaration.index), source.slice(declaration.index + declaration[0].length)]
    : ['', ''];
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:\/\/.*\n)*$/.exec(before)?.[1] ?? '';
  const text = comment
    .replace(/^\s*\* ?/gm, '')
    .replace(/\n@[\s\S]*/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return { name, signature: `${name}(${parameters(rest)})`, text };
}

/** The names and defaults of the parameters, without their types. */
function parameters(rest: string): string {
  if (/^\s*=\s*defineUnary\(/.test(rest)) return 'x';
  if (/^\s*=\s*defineBinary\(/.test(rest)) return 'a, b';
  // A function or an arrow function; what a factory makes takes a tensor, axes and options.
  const open = /^(?:<[^(]*>)?\s*(?:=\s*(?:<[^(]*>)?)?\(/.exec(rest);
  if (!open) return 'x, axis, options';
  return splitParameters(rest.slice(open[0].length))
    .map((parameter) => {
      const [declared, value] = parameter.split(/\s=\s(?![^{]*\})/);
      const name = declared.startsWith('{') ? 'options' : declared.split(/[?:]/)[0].trim();
      return value === undefined || value === '{}' ? name : `${name} = ${value}`;
    })
    .join(', ');
}

/** The text up to the closing parenthesis, cut at the commas that no bracket encloses. */
function splitParameters(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text.replaceAll('=>', '')) {
    if ('([{<'.includes(character)) depth++;
    if (')]}>'.includes(character) && --depth < 0) break;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
