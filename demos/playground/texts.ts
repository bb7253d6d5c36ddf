import type { Text } from '../shared/language.ts';

/** What the page says, by the `data-text` of the element that says it. */
export const labels = {
  title: { en: 'Playground', ko: '놀이터' },
  lede: {
    en: 'Type JavaScript, with the whole library as `gl`. The last expression, or what the code returns, is computed on the GPU. Below the result: the program that gradloom made of it, down to the shaders.',
    ko: '라이브러리 전체를 `gl`로 쓸 수 있는 JavaScript를 입력하세요. 마지막 식이나 코드가 돌려주는 값을 GPU에서 계산합니다. 결과 아래에는 gradloom이 만든 프로그램이 셰이더까지 모두 나옵니다.',
  },
  examples: { en: 'Examples', ko: '예제' },
  run: { en: 'Run', ko: '실행' },
  keys: {
    en: '`Ctrl` or `⌘` + `Enter` runs. `Tab` indents; `Esc`, then `Tab`, leaves.',
    ko: '`Ctrl` 또는 `⌘` + `Enter`로 실행합니다. `Tab`은 들여쓰기이고, `Esc` 다음에 `Tab`을 누르면 벗어납니다.',
  },
  dispatches: { en: 'Dispatches', ko: '디스패치' },
  dispatchesNote: { en: 'commands to the GPU', ko: 'GPU에 보내는 명령' },
  wall: { en: 'Wall time', ko: '걸린 시간' },
  wallNote: { en: 'of a run, with its read-back', ko: '한 번 실행하고 결과를 읽기까지' },
  first: { en: 'First run', ko: '첫 실행' },
  firstNote: { en: 'planning and compiling too', ko: '계획과 컴파일까지 포함' },
  gpu: { en: 'On the GPU', ko: 'GPU 시간' },
  result: { en: 'Result', ko: '결과' },
  program: { en: 'Program', ko: '프로그램' },
  graph: { en: 'Graph', ko: '그래프' },
  footer: {
    en: 'The code runs in this page and nowhere else, a few times over: to compile it, for the wall time, and for the time of each dispatch. Browsers may round the times of dispatches.',
    ko: '코드는 이 페이지 안에서만 실행되며, 컴파일하고 전체 시간과 디스패치마다의 시간을 재느라 몇 번 되풀이됩니다. 디스패치 시간은 브라우저가 반올림할 수 있습니다.',
  },
} satisfies Record<string, Text>;

export const texts = {
  code: { en: 'Code', ko: '코드' },
  nothing: { en: 'Nothing has run yet.', ko: '아직 실행하지 않았습니다.' },
  allDispatches: { en: 'all dispatches', ko: '모든 디스패치' },
  unknownTime: { en: 'not known for this program', ko: '이 프로그램에서는 알 수 없음' },
  noTimes: { en: 'not available on this adapter', ko: '이 어댑터에서는 잴 수 없음' },
  noProgram: {
    en: 'Only tensors have a program. Code that awaits is not traced: let it return a function.',
    ko: '프로그램은 텐서에만 있습니다. 기다리는(await) 코드는 추적하지 않으니 함수를 돌려주게 하세요.',
  },
  noGraph: { en: 'Only tensors have a graph.', ko: '그래프는 텐서에만 있습니다.' },
} satisfies Record<string, Text>;

export const wgslLines = (lines: string): Text => ({ en: `WGSL, ${lines} lines`, ko: `WGSL ${lines}줄` });
