import type { Entry } from './api.ts';
import { block, bullets, cell, code, details, fields, page, source, summary, table } from './markdown.ts';

const UP = '../../';

/** A page of exports that belong together: functions and classes first, then types. */
export function groupPage(
  title: string,
  intro: string,
  entries: readonly Entry[],
  operations: ReadonlySet<string>,
): string {
  const flat = entries.flatMap((entry): Entry[] =>
    entry.kind === 'namespace'
      ? entry.members.map((member) => ({ ...member, name: `${entry.name}.${member.name}` }))
      : [entry],
  );
  const main = flat.filter(({ kind }) => kind !== 'type');
  const shown = new Set(main.flatMap(({ options }) => options.map(({ name }) => name)));
  const types = flat.filter(({ kind, name }) => kind === 'type' && !shown.has(name));
  const slugs = anchors(main);
  return page([
    `# ${title}`,
    '[Reference](README.md)',
    intro,
    main.length > 3 &&
      table(
        ['', ''],
        main.map((entry, k) => [`[${entry.name}](#${slugs[k]})`, summary(entry)]),
      ),
    ...main.map((entry) => section(entry, operations)),
    ...types.map((entry) => section(entry, operations)),
  ]);
}

/** The anchors that GitHub gives the headings: of equal ones, the later get a number. */
function anchors(entries: readonly Entry[]): string[] {
  const slugs = entries.map(({ name }) => name.toLowerCase().replace(/[^\w-]/g, ''));
  return slugs.map((slug, k) => {
    const before = slugs.slice(0, k).filter((other) => other === slug).length;
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

function section(entry: Entry, operations: ReadonlySet<string>): string {
  const { name, kind, text, tags, signatures, options, members, file } = entry;
  const { formula, example } = tags;
  return page([
    `## ${name}`,
    signatures.length > 0 && block(signatures.join('\n')),
    text,
    formula && `**Formula:** ${code(formula)}`,
    bullets(details(entry)),
    example && block(example),
    ...options.map((option) => `${code(option.name)}:\n\n${fields(option.members)}`),
    kind === 'type' && members.length > 0 && fields(members),
    kind === 'class' && membersOf(entry, operations),
    `Source: ${source(file, UP)}`,
  ]).trim();
}

/** Where the methods of Tensor are declared. */
const METHODS = 'src/graph/methods.ts';

/** The members of a class that it does not inherit; those of Tensor that are operations are only named. */
function membersOf({ name, members, file }: Entry, operations: ReadonlySet<string>): string {
  const isOwn = (member: Entry): boolean =>
    member.file === file || (name === 'Tensor' && member.file === METHODS);
  const own = members.filter(isOwn);
  const isOperation = (member: Entry): boolean => member.file === METHODS && operations.has(member.name);
  const rows = own
    .filter((member) => !isOperation(member))
    .map((member) => [
      cell(code(member.signatures[0])),
      cell([member.text, ...details(member)].filter((line) => line !== '').join('<br>')),
    ]);
  const links = own.filter(isOperation).map((member) => `[${member.name}](ops/${member.name}.md)`);
  return page([
    rows.length > 0 && table(['member', ''], rows),
    links.length > 0 && `Operations as methods: ${links.join(', ')}.`,
  ]).trim();
}
