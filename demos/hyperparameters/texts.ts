import type { Text } from '../shared/language.ts';

type Texts = Readonly<Record<string, Text>>;

export const page = {
  title: { en: 'Hyperparameters', ko: '하이퍼파라미터' },
  lede: {
    en: 'Training finds the weights. Somebody has to choose the rest: the activation, the number of neurons, the learning rate, the epochs. These are the *hyperparameters*. First choose them by hand, for a task so easy that only a bad choice can fail: learn *f(x) = x + 10*. Then let a search choose.',
    ko: '가중치는 학습이 찾습니다. 나머지, 곧 활성화 함수, 뉴런의 수, 학습률, 에포크는 누군가 골라야 합니다. 이것이 *하이퍼파라미터*입니다. 먼저 직접 골라 봅니다. 과제는 *f(x) = x + 10*을 배우는 것으로, 잘못 고르지 않으면 실패할 수 없을 만큼 쉽습니다. 그다음에는 탐색에 맡깁니다.',
  },
  footer: {
    en: 'Numbers are scaled by mean and standard deviation of the hundred training numbers, and so are labels; errors are of labels that were scaled back. Loss: mean squared error. Optimizer: Adam. The trials of a search stay in this browser until you forget them.',
    ko: '숫자와 레이블은 학습용 숫자 100개의 평균과 표준편차로 표준화하고, 오차는 원래 단위로 되돌린 레이블로 계산합니다. 손실: 평균 제곱 오차. 옵티마이저: Adam. 탐색의 시도는 직접 지우기 전까지 이 브라우저에 남습니다.',
  },
} satisfies Texts;

export const common = {
  learningRate: { en: 'Learning rate', ko: '학습률' },
  epochs: { en: 'Epochs', ko: '에포크' },
  epoch: { en: 'epoch', ko: '에포크' },
  loss: { en: 'loss', ko: '손실' },
  empty: { en: 'Press Run.', ko: '실행을 누르세요.' },
} satisfies Texts;

export const activation = {
  title: { en: 'By hand: linear or relu', ko: '직접 고르기: linear와 relu' },
  story: [
    {
      en: 'A hundred numbers below 100 to train on; the test asks for numbers from 100 to 200, which the network has never been near. Sixteen hidden neurons, Adam with a learning rate of 0.01, 100 epochs. With a *linear* activation the network is a straight line whatever its weights are, and finds the right one down to the last digit of a float. With *relu* it is a line with kinks: perfect where it was trained, and nobody knows where it goes beyond.',
      ko: '100보다 작은 숫자 100개로 학습하고, 시험은 신경망이 가까이 가 본 적도 없는 100에서 200 사이의 숫자로 합니다. 은닉 뉴런 16개, 학습률 0.01의 Adam, 100에포크입니다. 활성화 함수가 *linear*이면 신경망은 가중치가 무엇이든 직선이고, 부동소수점의 마지막 자리까지 정확한 직선을 찾습니다. *relu*이면 꺾인 선이 됩니다. 학습한 곳에서는 완벽하지만 그 밖에서 어디로 갈지는 아무도 모릅니다.',
    },
  ] satisfies Text[],
  try: { en: 'The tutorial’s two networks:', ko: '튜토리얼의 두 신경망:' },
  presets: {
    linear: {
      name: { en: 'A line', ko: '직선' },
      lesson: {
        en: 'The loss falls by fourteen powers of ten, and the line goes on beyond the training numbers.',
        ko: '손실이 10의 14제곱 배만큼 줄고, 직선은 학습한 숫자 너머까지 그대로 이어집니다.',
      },
    },
    relu: {
      name: { en: 'A line with kinks', ko: '꺾인 선' },
      lesson: {
        en: 'The training loss is tiny here too. Only the test tells that this network has learned something else.',
        ko: '여기서도 학습 손실은 아주 작습니다. 신경망이 다른 것을 배웠다는 사실은 시험에서만 드러납니다.',
      },
    },
  } satisfies Record<string, { name: Text; lesson: Text }>,
  errorOf: (name: string): Text => ({ en: `${name}: test RMSE`, ko: `${name}: 시험 RMSE` }),
  units: { en: 'Neurons', ko: '뉴런' },
  fit: { en: 'What it answers from 0 to 200', ko: '0에서 200까지의 대답' },
  number: { en: 'number', ko: '숫자' },
  label: { en: 'label', ko: '레이블' },
  truth: { en: 'x + 10', ko: 'x + 10' },
  training: { en: 'training numbers', ko: '학습한 숫자' },
  model: { en: 'the network', ko: '신경망' },
  curve: { en: 'The loss, power by power', ko: '10의 거듭제곱으로 본 손실' },
  loss: { en: 'mean squared error, scaled', ko: '평균 제곱 오차 (표준화한 단위)' },
};

export const search = {
  title: { en: 'By search: grid, random, Bayesian', ko: '탐색에 맡기기: 그리드, 랜덤, 베이지안' },
  story: [
    {
      en: 'Each *trial* trains a network with other settings for 40 epochs and is judged by numbers held back from training. A **grid** tries every combination of a few values. A **random** search draws from the whole range. A **Bayesian** search keeps a model of what it has seen, and tries what promises most. Trials that are worse than half of those before, at the same epoch, are *pruned*: given up. The best setting then trains for 100 epochs and takes the test.',
      ko: '*시도*마다 다른 설정으로 신경망을 40에포크 학습하고, 학습에 쓰지 않은 숫자로 평가합니다. **그리드**는 몇 가지 값의 모든 조합을 시도합니다. **랜덤** 탐색은 전체 범위에서 뽑습니다. **베이지안** 탐색은 지금까지 본 것으로 모델을 만들어 가장 유망한 설정을 시도합니다. 같은 에포크에서 앞선 시도의 절반보다 나쁘면 *가지치기*로 일찍 포기합니다. 가장 좋은 설정은 100에포크를 학습한 뒤 시험을 봅니다.',
    },
    {
      en: 'Stop whenever you like, even close the page: the trials are kept, and Run goes on where the search was.',
      ko: '언제든 멈추거나 페이지를 닫아도 됩니다. 시도는 저장되고, 실행을 누르면 멈춘 곳부터 이어집니다.',
    },
  ] satisfies Text[],
  choose: {
    en: 'How to search; each keeps its own trials:',
    ko: '탐색 방법. 시도는 방법마다 따로 저장됩니다:',
  },
  methods: {
    gridSearch: {
      name: { en: 'Grid', ko: '그리드' },
      note: { en: '30 combinations', ko: '조합 30개' },
      lesson: {
        en: 'Thorough, but only at its crossings: thirty trials see five learning rates.',
        ko: '빈틈없지만 격자점만 봅니다. 시도 30번이 보는 학습률은 다섯 가지뿐입니다.',
      },
    },
    randomSearch: {
      name: { en: 'Random', ko: '랜덤' },
      note: { en: '20 draws', ko: '20번 추첨' },
      lesson: {
        en: 'Twenty trials see twenty learning rates. Often better than a grid of the same size.',
        ko: '시도 20번이 학습률 20가지를 봅니다. 같은 크기의 그리드보다 나을 때가 많습니다.',
      },
    },
    bayesianSearch: {
      name: { en: 'Bayesian', ko: '베이지안' },
      note: { en: '20 trials, 9 of them random', ko: '시도 20번, 그중 9번은 랜덤' },
      lesson: {
        en: 'After nine random trials it knows enough to guess: watch how the lines gather.',
        ko: '랜덤 시도 아홉 번이면 짐작할 만큼 압니다. 선이 어떻게 모이는지 보세요.',
      },
    },
  } satisfies Record<string, { name: Text; note: Text; lesson: Text }>,
  forget: { en: 'Forget these trials', ko: '시도 지우기' },
  trials: { en: 'Trials', ko: '시도' },
  pruned: { en: 'Pruned', ko: '가지치기' },
  best: { en: 'Best validation RMSE', ko: '최고 검증 RMSE' },
  time: { en: 'Time in all', ko: '총 시간' },
  picture: { en: 'A line for every trial', ko: '시도마다 선 하나' },
  pictureEmpty: {
    en: 'Press Run: every trial draws a line here.',
    ko: '실행을 누르면 시도마다 선이 그려집니다.',
  },
  bestLine: { en: 'best', ko: '최고' },
  completed: { en: 'completed', ko: '완료' },
  prunedLine: { en: 'pruned', ko: '가지치기' },
  failed: { en: 'failed', ko: '실패' },
  table: { en: 'The trials, best first', ko: '시도, 좋은 순서로' },
  tableEmpty: { en: 'No trials yet.', ko: '아직 시도가 없습니다.' },
  more: (count: number): Text => ({ en: `And ${count} more.`, ko: `그 밖에 ${count}개.` }),
  number: { en: 'Trial', ko: '시도' },
  error: { en: 'Validation RMSE', ko: '검증 RMSE' },
  state: { en: 'State', ko: '상태' },
  parameters: {
    activation: { en: 'activation', ko: '활성화 함수' },
    units: { en: 'neurons', ko: '뉴런' },
    learningRate: { en: 'learning rate', ko: '학습률' },
  } as Readonly<Record<string, Text>>,
};

export const afterEpochs = (state: Text, epochs: number): Text => ({
  en: `${state.en}, ${epochs} epochs`,
  ko: `${state.ko}, ${epochs}에포크`,
});

export const outOf = (done: number, all: number): Text => ({
  en: `${done} of ${all}`,
  ko: `${done} / ${all}`,
});

export const testErrorOf = (method: Text): Text => ({
  en: `${method.en}: test RMSE of its best`,
  ko: `${method.ko}: 최고 설정의 시험 RMSE`,
});
