import { create } from '../shared/dom.ts';
import { say, sayAttribute } from '../shared/language.ts';
import { durationText } from '../shared/progress.ts';
import { createStatus } from '../shared/status.ts';
import { createPage } from '../shared/tutorial/page.ts';
import { openWorker } from './engine-workers.ts';
import { createForm } from './form.ts';
import { describeMachine, type Machine } from './machine.ts';
import { createSweepProgress } from './progress-view.ts';
import { createResults } from './results-view.ts';
import { type SweepState, sweep } from './sweep.ts';
import {
  doneAfter,
  form as formTexts,
  page as pageTexts,
  progress as progressTexts,
  results,
} from './texts.ts';

const page = createPage(pageTexts);
const form = createForm();
const progress = createSweepProgress();
const start = say(
  create('button', { type: 'button', className: 'primary', disabled: true }),
  formTexts.start,
);
const stop = say(create('button', { type: 'button', disabled: true }), formTexts.stop);
const warning = create('div', { role: 'status' });
const problem = create('div', { role: 'status' });
const status = createStatus(problem);
const view = createResults(status.error);

let machine: Machine | null = null;
let running: AbortController | null = null;

async function run(): Promise<void> {
  if (!machine || running) return;
  const { model, workloads, engines, rounds, block } = form.choices;
  status.clear();
  if (workloads.length === 0 || engines.length === 0) return progress.say(progressTexts.nothingChosen);
  const about = { date: new Date().toISOString(), machine, rounds, block };
  const batchSizes = workloads.map(({ batchSize }) => batchSize);
  let shown: SweepState | null = null;
  const show = (state: SweepState) => {
    progress.show(state, rounds);
    const { results, failures } = state;
    if (results !== shown?.results || failures !== shown.failures) {
      view.show({ ...about, results, failures }, model.name, batchSizes);
    }
    shown = state;
  };
  running = new AbortController();
  const { signal } = running;
  form.disabled = true;
  start.disabled = true;
  stop.disabled = false;
  progress.start();
  const began = performance.now();
  const open = (engine: string, workload: string) => openWorker(engine, workload, signal);
  try {
    await sweep({ workloads, engines, rounds, block, open, signal }, show);
    const seconds = (performance.now() - began) / 1000;
    progress.say(signal.aborted ? progressTexts.stopped : doneAfter(durationText(seconds)));
  } catch (error) {
    status.error(error);
    progress.say('');
  } finally {
    running = null;
    form.disabled = false;
    start.disabled = false;
    stop.disabled = true;
  }
}

start.addEventListener('click', run);
stop.addEventListener('click', () => running?.abort());

const buttons = create('div', { className: 'buttons' }, start, stop);
const controls = create('section', { className: 'panel controls' }, ...form.elements);
sayAttribute(controls, 'aria-label', formTexts.label);
const bar = create('section', { className: 'panel run-bar' }, buttons, progress.element);
const stack = create('div', { className: 'stack' }, warning, bar, problem, view.element);
page.main.append(create('div', { className: 'workbench throughput' }, controls, stack, view.wide));

if (await page.open([])) {
  machine = await describeMachine();
  if (machine.software) {
    createStatus(warning).warning(results.software, results.softwareText);
    form.softwareAdapter();
  }
  start.disabled = false;
} else form.disabled = true;
