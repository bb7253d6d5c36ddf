import { create } from './dom.ts';

export const languages = { en: 'English', ko: '한국어' } as const;

export type Language = keyof typeof languages;

/** The same words in every language; a missing one is a type error. */
export type Text = Readonly<Record<Language, string>>;

/** A plain string says the same to everybody: a name, a number, a message of the engine. */
export type Words = Text | string;

const STORAGE_KEY = 'gradloom.language';
const listeners = new Set<() => void>();
const said = new WeakMap<Element, Words>();
let current: Language = 'en';

const isLanguage = (value: string | null | undefined): value is Language =>
  value !== null && value !== undefined && Object.hasOwn(languages, value);

/** What the reader chose before, else the first language of the browser that there is a translation for. */
function preferred(): Language {
  const remembered = localStorage.getItem(STORAGE_KEY);
  if (isLanguage(remembered)) return remembered;
  return navigator.languages.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';
}

export const currentLanguage = (): Language => current;

/** Switches every text of the page; `remember` keeps the choice for the next visit. */
export function setLanguage(language: Language, { remember = true } = {}): void {
  current = language;
  if (remember) localStorage.setItem(STORAGE_KEY, language);
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-said]')) render(element);
  for (const listener of listeners) listener();
}

/** For what is no element's text: an attribute, a label on a canvas. Calls `listener` now and after every switch. */
export function onLanguage(listener: () => void): void {
  listeners.add(listener);
  listener();
}

/** The words in the present language, as plain text. */
export const inLanguage = (words: Words): string => (typeof words === 'string' ? words : words[current]);

/** `code`, **strong**, *emphasis* and [links](address): what short texts need. */
const MARKUP = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

function markedUp(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKUP)) {
    const [whole, code, strong, emphasis, link, href] = match;
    parts.push(text.slice(end, match.index));
    if (code) parts.push(create('code', {}, code));
    else if (strong) parts.push(create('strong', {}, strong));
    else if (emphasis) parts.push(create('em', {}, emphasis));
    else parts.push(create('a', { href }, link));
    end = match.index + whole.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

function render(element: Element): void {
  const words = said.get(element);
  if (words === undefined) return;
  element.replaceChildren(...(typeof words === 'string' ? [words] : markedUp(words[current])));
}

/** Puts words into an element; they change with the language. Returns the element. */
export function say<E extends Element>(element: E, words: Words): E {
  said.set(element, words);
  element.setAttribute('data-said', '');
  render(element);
  return element;
}

/** Lets an attribute, such as `aria-label`, follow the language. */
export function sayAttribute(element: Element, name: string, words: Words): void {
  onLanguage(() => element.setAttribute(name, inLanguage(words)));
}

/** The switch: a button per language, in its own name. A page that has it starts in the reader's language. */
export function languageSwitch(): HTMLElement {
  setLanguage(preferred(), { remember: false });
  const choices = (Object.keys(languages) as Language[]).map((language) => {
    const button = create('button', { type: 'button', lang: language }, languages[language]);
    button.addEventListener('click', () => setLanguage(language));
    onLanguage(() => {
      button.ariaPressed = `${language === current}`;
    });
    return button;
  });
  const legend = create('legend', { className: 'unseen' }, 'Language · 언어');
  return create('fieldset', { className: 'segmented languages' }, legend, ...choices);
}
