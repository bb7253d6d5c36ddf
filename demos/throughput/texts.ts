import type { Text } from '../shared/language.ts';

export const page = {
  title: { en: 'Throughput', ko: '처리량' },
  lede: {
    en: 'How many examples a second does this machine train, and which batch size is enough? gradloom is measured here, in your browser, and beside it whichever other engine you choose: same weights, same batches, same losses.',
    ko: '이 컴퓨터는 1초에 예제를 몇 개나 학습할까요? 배치 크기는 얼마면 충분할까요? 지금 이 브라우저에서 gradloom을 재고, 원하면 다른 엔진도 나란히 잽니다. 가중치도, 배치도, 손실도 모두 같습니다.',
  },
  footer: {
    en: 'Every engine runs in a worker of its own and takes turns with the others, so that a change in the load of the machine meets all of them. First each trains a pass over the same made-up data; an engine whose losses differ by more than 0.1 % is left out. `npm run bench` measures the same, and more, from the command line.',
    ko: '엔진은 저마다 별도의 워커에서 실행되고 번갈아 가며 측정하므로, 컴퓨터의 부하가 바뀌어도 모두에게 똑같이 영향을 줍니다. 먼저 같은 가상 데이터를 한 번씩 학습하고, 손실이 0.1 % 넘게 다른 엔진은 제외합니다. 명령줄에서는 `npm run bench`로 같은 것을 더 자세히 잴 수 있습니다.',
  },
} satisfies Record<string, Text>;

export const form = {
  label: { en: 'What to measure', ko: '측정할 내용' },
  model: { en: 'Model', ko: '모델' },
  batchSizes: { en: 'Batch sizes', ko: '배치 크기' },
  tooLarge: {
    en: 'The largest takes seconds a step on a software adapter.',
    ko: '가장 큰 크기는 소프트웨어 어댑터에서 한 스텝에 몇 초씩 걸립니다.',
  },
  engines: { en: 'Engines', ko: '엔진' },
  enginesHint: {
    en: 'An engine is loaded when it is measured; sizes are those of a compressed transfer.',
    ko: '엔진은 측정할 때 내려받습니다. 크기는 압축해서 전송할 때의 값입니다.',
  },
  rounds: { en: 'Rounds', ko: '라운드 수' },
  roundsHint: {
    en: 'Each engine is timed so often; bars show the middle half of the times.',
    ko: '엔진마다 이만큼 반복해서 잽니다. 막대는 측정값의 가운데 절반입니다.',
  },
  block: { en: 'Milliseconds a round', ko: '라운드당 밀리초' },
  start: { en: 'Start', ko: '시작' },
  stop: { en: 'Stop', ko: '중지' },
} satisfies Record<string, Text>;

export const progress = {
  engine: { en: 'Engine', ko: '엔진' },
  batchSize: { en: 'Batch size', ko: '배치 크기' },
  round: { en: 'Round', ko: '라운드' },
  left: { en: 'Time left', ko: '남은 시간' },
  preparing: { en: 'preparing', ko: '준비 중' },
  nothingChosen: {
    en: 'Choose at least one batch size and one engine.',
    ko: '배치 크기와 엔진을 하나 이상 고르세요.',
  },
  running: { en: 'Measuring …', ko: '측정하는 중 …' },
  stopped: { en: 'Stopped. What was measured is kept.', ko: '중지했습니다. 측정한 값은 그대로 남습니다.' },
} satisfies Record<string, Text>;

export const roundOf = (round: number, rounds: number): Text => ({
  en: `${round} of ${rounds}`,
  ko: `${round} / ${rounds}`,
});

export const doneAfter = ({ en, ko }: Text): Text => ({
  en: `Done after ${en}.`,
  ko: `${ko} 만에 끝났습니다.`,
});

export const results = {
  software: { en: 'This is a software adapter', ko: '소프트웨어 어댑터입니다' },
  softwareText: {
    en: 'The CPU stands in for a GPU here. What carries over to a machine with one: that the engines agree in their losses, the dispatches, submits and writes of a step, and the memory. What does not: the rates, the knee, and who is ahead by how much.',
    ko: '여기서는 CPU가 GPU를 대신합니다. GPU가 있는 컴퓨터에서도 같은 것은 엔진들의 손실이 일치한다는 점, 스텝당 디스패치·제출·쓰기 횟수, 메모리입니다. 달라지는 것은 처리량, 무릎점, 엔진 사이의 격차입니다.',
  },
  chart: { en: 'Examples a second against batch size', ko: '배치 크기에 따른 초당 예제 수' },
  empty: {
    en: 'Choose batch sizes and press Start: a point appears with every measurement.',
    ko: '배치 크기를 고르고 시작을 누르세요. 측정할 때마다 점이 하나씩 나타납니다.',
  },
  xAxis: { en: 'batch size (examples a step)', ko: '배치 크기 (스텝당 예제 수)' },
  yAxis: { en: 'examples a second', ko: '초당 예제 수' },
  memoryAxis: { en: 'GPU memory held (bytes, dashed)', ko: '사용 중인 GPU 메모리 (바이트, 점선)' },
  legend: {
    en: 'Lines: the median rate; bars: the middle half of the rounds; rings: the knee; dashed: bytes of WebGPU buffers, on the right.',
    ko: '실선: 처리량의 중앙값, 막대: 라운드의 가운데 절반, 고리: 무릎점, 점선: WebGPU 버퍼의 바이트(오른쪽 축).',
  },
  kneeTitle: { en: 'The knee', ko: '무릎점' },
  kneeText: {
    en: 'The smallest batch size that reaches 90 % of an engine’s best rate. Below it, each step is mostly fixed cost and the hardware waits; above it, larger batches hardly train more examples a second, only fewer, longer steps with more memory.',
    ko: '엔진의 최고 처리량의 90 %에 이르는 가장 작은 배치 크기입니다. 이보다 작으면 스텝의 고정 비용이 커서 하드웨어가 놀고, 이보다 크면 초당 예제 수는 거의 늘지 않고 스텝만 길어지며 메모리를 더 씁니다.',
  },
  failedTitle: { en: 'Left out', ko: '제외됨' },
  table: { en: 'The figures', ko: '측정값' },
  export: { en: 'Export', ko: '내보내기' },
} satisfies Record<string, Text>;

export const columns = {
  batchSize: { en: 'Batch', ko: '배치' },
  engine: { en: 'Engine', ko: '엔진' },
  milliseconds: { en: 'ms a step', ko: '스텝당 ms' },
  quartiles: { en: 'quartiles', ko: '사분위수' },
  rate: { en: 'examples/s', ko: '예제/초' },
  ratio: { en: 'time ratio', ko: '시간 비율' },
  dispatches: { en: 'dispatches', ko: '디스패치' },
  submits: { en: 'submits', ko: '제출' },
  writes: { en: 'writes', ko: '쓰기' },
  memory: { en: 'MB held', ko: '메모리 MB' },
} satisfies Record<string, Text>;

export const columnNotes = {
  perStep: { en: 'per step', ko: '스텝당' },
  ratio: { en: 'first = 1', ko: '첫 엔진 = 1' },
} satisfies Record<string, Text>;

/** What a knee is and how far it goes. */
export const kneeOf = (engine: string, batchSize: string, rate: string, last: boolean): Text => ({
  en: `**${engine}**: batch ${batchSize}, ${rate} examples a second${last ? ' (the largest measured; the rate may go on rising)' : ''}`,
  ko: `**${engine}**: 배치 ${batchSize}, 초당 예제 ${rate}개${last ? ' (측정한 가장 큰 크기, 더 오를 수 있음)' : ''}`,
});

export const failureOf = (engine: string, batchSizes: string, reason: string): Text => ({
  en: `**${engine}**, batch ${batchSizes}: ${reason}`,
  ko: `**${engine}**, 배치 ${batchSizes}: ${reason}`,
});

/** Where the figures come from, in a line. */
export const machineLine = (cores: number, rounds: number, block: number): Text => ({
  en: `${cores} cores · ${rounds} rounds of ${block} ms`,
  ko: `${cores}코어 · ${block} ms씩 ${rounds}라운드`,
});
