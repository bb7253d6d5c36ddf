import { byId } from '../shared/dom.ts';
import { inLanguage, languageSwitch, onLanguage, say } from '../shared/language.ts';
import { commandBox, createStatus } from '../shared/status.ts';
import { findAdapter } from '../shared/webgpu.ts';
import { showCards } from './cards.ts';
import { texts, worksOn } from './texts.ts';
import { drawThreads } from './threads.ts';

const element = (id: string) => byId(id, HTMLElement);

element('languages').append(languageSwitch());
onLanguage(() => {
  document.title = inLanguage(texts.documentTitle);
});
for (const [id, text] of [
  ['title', texts.title],
  ['lede', texts.lede],
  ['install-title', texts.installTitle],
  ['install-text', texts.installText],
  ['install-train', texts.installTrain],
  ['footer', texts.footer],
] as const) {
  say(element(id), text);
}
drawThreads(byId('threads', HTMLCanvasElement));
element('install-command').append(commandBox('npm install gradloom'));

const status = createStatus(element('status'));
showCards(element('cards'), status.error);

const { problem, name, software } = await findAdapter();
if (problem) status.noWebGPU(problem);
else say(element('adapter'), software ? texts.software : worksOn(inLanguage(name)));
