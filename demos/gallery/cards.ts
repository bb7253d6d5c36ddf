import { create } from '../shared/dom.ts';
import { say, type Text } from '../shared/language.ts';
import { showClothesPreview } from './clothes-preview.ts';
import { drawDescentPreview } from './descent-preview.ts';
import { showHousePreview } from './house-preview.ts';
import { drawLinePreview } from './line-preview.ts';
import { drawSearchPreview } from './search-preview.ts';
import { drawThroughputPreview } from './throughput-preview.ts';
import { showWinePreview } from './wine-preview.ts';

interface Card {
  readonly href: string;
  readonly title: Text;
  readonly text: Text;
  readonly tags: Text;
  /** The picture; work that fails later is reported by `fail`. */
  preview(fail: (error: unknown) => void): HTMLElement;
}

const canvas = (draw: (canvas: HTMLCanvasElement) => void): HTMLElement => {
  const element = create('canvas');
  draw(element);
  return element;
};

function program(): HTMLElement {
  const head = (text: string) => create('span', {}, text);
  return create(
    'pre',
    { className: 'program' },
    'return () => x.matmul(w).add(b).relu();\n\n',
    head('matmul-workgroup 64x784x100:'),
    '\n  matmul + add + relu\n  <4 x 2 x 1>\n',
    head('    @compute @workgroup_size(8, 8, 1)\n    fn main(\n      @builtin(workgroup_id) group: vec3u,'),
  );
}

const cards: readonly Card[] = [
  {
    href: 'linear-regression/',
    title: { en: '1 · Linear regression', ko: '1 · 선형 회귀' },
    text: {
      en: 'Twelve points and two numbers. See what the learning rate, the epochs and the batch size do.',
      ko: '점 열두 개와 숫자 두 개. 학습률, 에포크, 배치 크기가 무엇을 바꾸는지 봅니다.',
    },
    tags: { en: '1 neuron · RMSprop · seconds', ko: '뉴런 1개 · RMSprop · 몇 초' },
    preview: () => canvas(drawLinePreview),
  },
  {
    href: 'red-wine/',
    title: { en: '2 · Red wine quality', ko: '2 · 레드 와인 품질' },
    text: {
      en: 'Eleven numbers from a laboratory, one from tasters: a network learns to say the one from the others.',
      ko: '실험실에서 잰 숫자 열한 개와 시음 전문가가 매긴 점수 하나. 신경망이 앞의 것으로 뒤의 것을 맞힙니다.',
    },
    tags: { en: '144 → 144 → 16 → 9 · Adam · minutes', ko: '144 → 144 → 16 → 9 · Adam · 몇 분' },
    preview: (fail) => canvas((element) => showWinePreview(element).catch(fail)),
  },
  {
    href: 'gradient-tape/',
    title: { en: '3 · Gradient tape', ko: '3 · 그레이디언트 테이프' },
    text: {
      en: 'A formula, its gradient, a step downhill, written out: lines, yes or no, over- and underfitting.',
      ko: '식과 그 기울기, 내리막 한 걸음을 직접 적습니다. 직선, 예/아니요, 과적합과 과소적합까지.',
    },
    tags: { en: 'valueAndGrad · jit · seconds', ko: 'valueAndGrad · jit · 몇 초' },
    preview: () => canvas(drawDescentPreview),
  },
  {
    href: 'hyperparameters/',
    title: { en: '4 · Hyperparameters', ko: '4 · 하이퍼파라미터' },
    text: {
      en: 'Learn x + 10 with settings chosen by hand. Then let grid, random and Bayesian search choose.',
      ko: '직접 고른 설정으로 x + 10을 배웁니다. 그다음 그리드, 랜덤, 베이지안 탐색에 맡깁니다.',
    },
    tags: { en: 'search · pruning · seconds', ko: '탐색 · 가지치기 · 몇 초' },
    preview: () => canvas(drawSearchPreview),
  },
  {
    href: 'fashion-mnist/',
    title: { en: '5 · Fashion-MNIST', ko: '5 · Fashion-MNIST' },
    text: {
      en: 'Up to 70,000 photographs of clothes. Networks learn what is a shirt, then look at what you draw.',
      ko: '최대 70,000장의 옷 사진. 신경망이 무엇이 셔츠인지 배우고, 여러분이 그린 그림을 알아봅니다.',
    },
    tags: {
      en: 'dense · class weights · convolution · minutes',
      ko: '완전 연결 · 클래스 가중치 · 합성곱 · 몇 분',
    },
    preview: (fail) => {
      const element = create('div', { className: 'clothes' });
      showClothesPreview(element).catch(fail);
      return element;
    },
  },
  {
    href: 'california-housing/',
    title: { en: '5 · California housing', ko: '5 · 캘리포니아 집값' },
    text: {
      en: 'What did a house cost in 1990? Rooms, people and incomes of 20,640 districts tell, nearly.',
      ko: '1990년의 집값은 얼마였을까요? 20,640개 구역의 방과 사람과 소득이 거의 알려 줍니다.',
    },
    tags: { en: '8 → 30 → 1 · SGD · seconds', ko: '8 → 30 → 1 · SGD · 몇 초' },
    preview: (fail) => canvas((element) => showHousePreview(element).catch(fail)),
  },
  {
    href: 'playground/',
    title: { en: 'Playground', ko: '놀이터' },
    text: {
      en: 'Type an expression, and read the program that the GPU runs for it, down to the shaders.',
      ko: '식을 입력하고, GPU가 실행하는 프로그램을 셰이더까지 읽어 봅니다.',
    },
    tags: { en: 'JavaScript → graph → dispatches → WGSL', ko: 'JavaScript → 그래프 → 디스패치 → WGSL' },
    preview: program,
  },
  {
    href: 'throughput/',
    title: { en: 'Throughput', ko: '처리량' },
    text: {
      en: 'How many examples a second does this machine train, at which batch size, with which engine?',
      ko: '이 컴퓨터는 어떤 배치 크기에서, 어떤 엔진으로, 1초에 예제를 몇 개나 학습할까요?',
    },
    tags: {
      en: 'batch 1 to 8192 · gradloom, TensorFlow.js, jax-js · minutes',
      ko: '배치 1–8192 · gradloom, TensorFlow.js, jax-js · 몇 분',
    },
    preview: () => canvas(drawThroughputPreview),
  },
];

/** Fills the list of the pages. */
export function showCards(host: HTMLElement, fail: (error: unknown) => void): void {
  for (const { href, title, text, tags, preview } of cards) {
    const picture = preview(fail);
    picture.ariaHidden = 'true';
    const words = [
      say(create('h2'), title),
      say(create('p'), text),
      say(create('p', { className: 'tags' }), tags),
    ];
    const link = create(
      'a',
      { className: 'card', href },
      create('div', { className: 'preview' }, picture),
      create('div', { className: 'text' }, ...words),
    );
    host.append(create('li', {}, link));
  }
}
