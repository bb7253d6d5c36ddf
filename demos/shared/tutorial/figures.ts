import { create } from '../dom.ts';
import { say, type Words } from '../language.ts';

export interface Figures<Name extends string> {
  readonly element: HTMLElement;
  show(values: Partial<Readonly<Record<Name, Words>>>): void;
}

/** Large numbers with a name above and, where given, a note below. */
export function createFigures<Name extends string>(
  figures: Readonly<Record<Name, { readonly label: Words; readonly note?: Words }>>,
): Figures<Name> {
  const values = new Map<string, HTMLElement>();
  const rows = Object.entries<{ label: Words; note?: Words }>(figures).map(([name, { label, note }]) => {
    const value = create('dd', {}, '–');
    values.set(name, value);
    const notes = note === undefined ? [] : [say(create('dd', { className: 'small' }), note)];
    return create('div', {}, say(create('dt'), label), value, ...notes);
  });
  return {
    element: create('dl', { className: 'panel figures' }, ...rows),
    show: (shown) => {
      for (const [name, words] of Object.entries<Words | undefined>(shown)) {
        const element = values.get(name);
        if (element && words !== undefined) say(element, words);
      }
    },
  };
}
