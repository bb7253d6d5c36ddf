import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { say, setLanguage } from '../../demos/shared/language.ts';
import '../../demos/shared/chart.css';

let before: Node[] = [];

beforeEach(() => {
  before = [...document.body.childNodes];
  localStorage.clear();
});

afterEach(() => {
  setLanguage('en', { remember: false });
  document.body.replaceChildren(...before);
});

const element = <E extends HTMLElement>(selector: string) => document.querySelector<E>(selector)!;
const text = (selector: string) => element(selector).innerText;

/** The first page of the tutorials, whose cell stands for all. */
async function openPage() {
  const page = document.createElement('div');
  page.id = 'page';
  document.body.replaceChildren(page);
  await import('../../demos/linear-regression/main.ts');
  const [run, stop, reset] = document.querySelectorAll<HTMLButtonElement>('.run .buttons button');
  await vi.waitUntil(() => !run.disabled, { timeout: 20_000 });
  const settled = () => vi.waitUntil(() => !run.disabled, { timeout: 50_000 });
  const edit = (code: string) => {
    const area = element<HTMLTextAreaElement>('.cell textarea');
    area.value = code;
    area.dispatchEvent(new Event('input'));
  };
  const runCode = async (code: string) => {
    edit(code);
    run.click();
    await settled();
  };
  return { run, stop, reset, settled, runCode };
}

test('texts have code, strong words, emphasis and links, in the language of the page', () => {
  const host = document.createElement('p');
  document.body.append(host);
  say(host, { en: 'Run `a * b`, **now**: *x = 1*, [here](there.html).', ko: '**지금** 실행하세요.' });
  expect(host.innerHTML).toBe(
    'Run <code>a * b</code>, <strong>now</strong>: <em>x = 1</em>, <a href="there.html">here</a>.',
  );
  setLanguage('ko', { remember: false });
  expect(host.innerHTML).toBe('<strong>지금</strong> 실행하세요.');
  say(host, '<b>a plain string</b>');
  expect(host.innerText).toBe('<b>a plain string</b>');
});

test('a tutorial page: presets, slow motion, stop, edited code, errors, reset, languages', async () => {
  const { run, stop, reset, settled, runCode } = await openPage();
  const code = element<HTMLTextAreaElement>('.cell textarea').value;
  expect(code).toMatch(/^const \{ learningRate, epochs, batchSize \} = settings;/);
  expect([stop.disabled, reset.disabled]).toEqual([true, true]);
  const slowly = element<HTMLInputElement>('.check input');
  slowly.checked = false;
  run.click();
  expect([run.disabled, stop.disabled]).toEqual([true, false]);
  await settled();
  expect(text('.progress')).toMatch(/^Done after \d+ s\./);
  const row = element('.reference tbody tr:nth-child(4)');
  expect(row.innerText).toMatch(/^Just right: RMSE\s+0\.930 – 1\.20\s+[01]\.\d+\s+within$/);
  expect(Number(text('.figures div:nth-child(4) dd'))).toBeLessThanOrEqual(5);

  slowly.checked = true;
  document.querySelectorAll<HTMLButtonElement>('.presets button')[1].click();
  await vi.waitUntil(() => text('.progress').includes('of 450'), { timeout: 20_000 });
  stop.click();
  await settled();
  expect(text('.progress')).toMatch(/^Stopped after/);

  await runCode('const a = 1;\nnothing.of(a);');
  expect(text('.problem')).toMatch(/In line 2:[\s\S]*nothing is not defined/);
  await runCode('const = 1');
  expect(text('.problem')).toMatch(/Unexpected token/);
  await runCode("const model = gl.sequential([]);\nmodel.compile({ loss: 'none' });");
  expect(text('.problem')).toMatch(/none/);
  await runCode(
    'show.result({ slope: 3, intercept: 2, rmse: 1, history: { rootMeanSquaredError: [2, 1] } });',
  );
  expect([text('.problem'), text('.figures dd')]).toEqual(['', '3.00']);
  reset.click();
  expect([element<HTMLTextAreaElement>('.cell textarea').value, reset.disabled]).toEqual([code, true]);

  element<HTMLButtonElement>('.languages [lang=ko]').click();
  expect([document.documentElement.lang, text('h1'), run.innerText]).toEqual(['ko', '선형 회귀', '실행']);
  expect(document.querySelector('input[type=range]')?.getAttribute('aria-label')).toBe('학습률');
  expect(Object.values({ ...localStorage })).toContain('ko');
  element<HTMLButtonElement>('.languages [lang=en]').click();
  expect(text('h1')).toBe('Linear regression');
});
