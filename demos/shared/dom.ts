/** The element with this id, of this class; a page that lacks it is broken, so it throws. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`This page has no <${type.name}> with the id '${id}'.`);
  return element;
}

/** A new element: `create('p', { className: 'small' }, 'text', otherElement)`. */
export function create<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Lets the browser paint and answer events before the next slice of work. */
export { pause as nextTask } from '../../src/core/pause.ts';
