import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import playgroundPage from '../../demos/playground/index.html?raw';
import '../../demos/shared/chart.css';
import { byId } from '../../demos/shared/dom.ts';
import { setLanguage } from '../../demos/shared/language.ts';
import { createStatus } from '../../demos/shared/status.ts';
import { findAdapter } from '../../demos/shared/webgpu.ts';
import { errors } from '../../src/index.ts';

let before: Node[] = [];

beforeEach(() => {
  before = [...document.body.childNodes];
});

afterEach(() => {
  document.body.replaceChildren(...before);
  vi.restoreAllMocks();
});

/** Puts a page's body into this one; its script is imported by the test. */
function show(page: string): void {
  document.body.replaceChildren(...new DOMParser().parseFromString(page, 'text/html').body.childNodes);
}

const text = (id: string) => byId(id, HTMLElement).innerText;
const button = (id: string) => byId(id, HTMLButtonElement);

test('playground: runs code, shows result, graph, program and errors', async () => {
  show(playgroundPage);
  await import('../../demos/playground/main.ts');
  const settledRun = () => vi.waitUntil(() => !button('run').disabled, { timeout: 50_000 });
  const run = async (code: string) => {
    byId('code', HTMLTextAreaElement).value = code;
    button('run').click();
    await settledRun();
  };
  await settledRun();
  expect(text('result')).toMatch(/^loss float32\[\]\s+1\.5568\d+\s+gradient float32\[2, 3\]\s+\[\[-0\.17/);
  document.querySelectorAll<HTMLButtonElement>('#examples button')[4].click();
  await settledRun();
  expect([text('status'), text('dispatches')]).toEqual(['', '1']);
  expect(text('graph')).toContain('= float32[] sum{axes 0}');
  expect(text('program')).toMatch(/^rows-\w+: .*squaredDifference/);
  expect(byId('program', HTMLElement).querySelector('details pre')?.textContent).toContain('@compute');
  expect(text('gpu') === '–').toBe(text('gpu-note') === 'not available on this adapter');

  await run('const a = gl.tensor([[1], [2]]);\na.matmul([[3, 4]])');
  expect(text('result')).toMatch(/^float32\[2, 2\]\s+\[\[3\. 4\.\]\n \[6\. 8\.\]\]$/);
  await run('await gl.tensor([1, 2]).mul(2).array()');
  expect([text('dispatches'), text('result')]).toEqual(['–', expect.stringContaining('[2,4]')]);
  await run('const a = gl.ones([2, 3]);\na.matmul(gl.ones([2, 3]))');
  expect(text('status')).toContain('In line 2:');
  expect(text('status')).toContain('matmul: inner sizes 3 and 2 of shapes [2, 3] and [2, 3] differ.');
  await run('const = 1');
  expect(text('status')).toContain("Unexpected token '='");
  await run('(x) => x');
  expect(text('status')).toContain('waits for arguments');
  await run('7');
  expect([text('status'), text('result')]).toEqual(['', expect.stringContaining('7')]);

  try {
    setLanguage('ko', { remember: false });
    expect([text('run'), text('result-title'), text('graph')]).toEqual([
      '실행',
      '결과',
      '그래프는 텐서에만 있습니다.',
    ]);
    const unsaid = [...document.querySelectorAll('[data-text]')].filter((element) => !element.textContent);
    expect(unsaid).toEqual([]);
  } finally {
    setLanguage('en', { remember: false });
  }
  expect(text('run')).toBe('Run');
});

test('the status says what is wrong and what to do', async () => {
  const host = document.createElement('div');
  document.body.append(host);
  const status = createStatus(host);
  vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
  const { problem } = await findAdapter();
  status.noWebGPU(problem!);
  expect(host.innerText).toMatch(/found no graphics adapter[\s\S]*chrome:\/\/gpu/);
  status.missingData('No images', 'HTTP 404.', 'npm run data');
  expect(host.querySelector('code')?.innerText).toBe('npm run data');
  status.error(new errors.NonFiniteLossError('Try a smaller rate.'));
  expect(host.innerText).toMatch(/not a number[\s\S]*Try a smaller rate\./);
  status.error(new errors.DeviceLostError('Lost.'));
  expect(host.querySelector('button')?.innerText).toBe('Reload the page');
  status.clear();
  expect(host.childElementCount).toBe(0);
});
