import { init } from '../../src/index.ts';
import { byId, create } from '../shared/dom.ts';
import { makeEditor } from '../shared/editor.ts';
import { integer, milliseconds } from '../shared/format.ts';
import { inLanguage, languageSwitch, onLanguage, say, sayAttribute, type Words } from '../shared/language.ts';
import { createStatus } from '../shared/status.ts';
import { findAdapter } from '../shared/webgpu.ts';
import { openDevice } from './device.ts';
import { type Example, examples } from './examples.ts';
import { type Kernel, type Program, runCode, type Shown } from './run.ts';
import { labels, texts, wgslLines } from './texts.ts';
import { canTime } from './timestamps.ts';

byId('languages', HTMLElement).append(languageSwitch());
for (const [name, words] of Object.entries(labels)) {
  const element = document.querySelector(`[data-text=${name}]`);
  if (element) say(element, words);
}
sayAttribute(byId('side', HTMLElement), 'aria-label', texts.code);
onLanguage(() => {
  document.title = `${inLanguage(labels.title)} · gradloom`;
});

const status = createStatus(byId('status', HTMLElement));
const area = byId('code', HTMLTextAreaElement);
const button = byId('run', HTMLButtonElement);
const outputs = ['result', 'program', 'graph', 'figures'].map((id) => byId(id, HTMLElement));
const [result, program, graph] = outputs;
let device: GPUDevice | null = null;
let running = false;
/** Somebody asked for another run in the meantime. */
let isAsked = false;

const show = (id: string, value: string) => {
  byId(id, HTMLElement).textContent = value;
};

const note = (words: Words) => say(create('p', { className: 'small' }), words);

for (const output of [result, program, graph]) output.append(note(texts.nothing));
say(byId('gpu-note', HTMLElement), texts.allDispatches);

const shownTexts = (items: readonly Shown[]) =>
  items.map(({ title, text }) =>
    create(
      'div',
      { className: 'shown' },
      ...(title ? [create('h3', {}, title)] : []),
      create('pre', { tabIndex: 0 }, text),
    ),
  );

function kernelItem({ label, places, wgsl, milliseconds: time }: Kernel): HTMLElement {
  return create(
    'li',
    {},
    create('span', { className: 'label' }, label),
    create('span', { className: 'small' }, time === null ? '' : milliseconds(time)),
    create('span', { className: 'places' }, places),
    create(
      'details',
      {},
      say(create('summary'), wgslLines(integer(wgsl.split('\n').length))),
      create('pre', { tabIndex: 0 }, wgsl),
    ),
  );
}

const untimed = () => (device && canTime(device) ? texts.unknownTime : texts.noTimes);

function showProgram(made: Program | null): void {
  const times = made?.kernels.map((kernel) => kernel.milliseconds) ?? [];
  const isTimed = times.every((time) => time !== null);
  show('dispatches', made ? integer(made.kernels.length) : '–');
  show('wall', made ? milliseconds(made.milliseconds) : '–');
  show('first', made ? milliseconds(made.firstMilliseconds) : '–');
  show(
    'gpu',
    made && isTimed ? milliseconds(times.reduce<number>((sum, time) => sum + (time ?? 0), 0)) : '–',
  );
  say(byId('gpu-note', HTMLElement), made && !isTimed ? untimed() : texts.allDispatches);
  if (!made) {
    program.replaceChildren(note(texts.noProgram));
    return;
  }
  const buffers = made.buffers.map((text) => create('li', {}, text));
  program.replaceChildren(
    create('ol', { className: 'kernels' }, ...made.kernels.map(kernelItem)),
    create('ul', { className: 'buffers' }, ...buffers),
  );
}

async function run(): Promise<void> {
  isAsked = running;
  if (!device || running) return;
  running = true;
  button.disabled = true;
  for (const output of outputs) output.classList.add('stale');
  try {
    const outcome = await runCode(area.value, device);
    status.clear();
    result.replaceChildren(...shownTexts(outcome.results));
    graph.replaceChildren(
      ...(outcome.graphs.length > 0 ? shownTexts(outcome.graphs) : [note(texts.noGraph)]),
    );
    showProgram(outcome.program);
    for (const output of outputs) output.classList.remove('stale');
  } catch (error) {
    status.error(error);
  } finally {
    running = false;
    button.disabled = false;
  }
  if (isAsked) await run();
}

function load({ code, lesson }: Example, chip: HTMLElement): void {
  area.value = code;
  say(byId('lesson', HTMLElement), lesson);
  for (const other of byId('examples', HTMLElement).querySelectorAll('button')) {
    other.ariaPressed = `${other === chip}`;
  }
}

const chips = examples.map((example) => {
  const chip = create('button', { type: 'button', ariaPressed: 'false' });
  say(chip, example.name);
  chip.addEventListener('click', () => {
    load(example, chip);
    void run();
  });
  return chip;
});
byId('examples', HTMLElement).append(...chips);
load(examples[0], chips[0]);
area.addEventListener('input', () => {
  byId('lesson', HTMLElement).replaceChildren();
  for (const chip of chips) chip.ariaPressed = 'false';
});
makeEditor(area, run);
button.addEventListener('click', run);

const adapter = await findAdapter();
say(byId('adapter', HTMLElement), adapter.name);
if (adapter.problem) status.noWebGPU(adapter.problem);
else {
  try {
    device = await openDevice();
    await init({ device });
    await run();
  } catch (error) {
    status.error(error);
  }
}
