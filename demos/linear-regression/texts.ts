import type { Text } from '../shared/language.ts';

const presets = {
  short: {
    name: { en: 'Too short', ko: '너무 짧게' },
    lesson: {
      en: 'Ten small steps: the error falls, but the line has hardly begun to move towards the points.',
      ko: '작은 걸음으로 열 번: 오차는 줄지만 직선은 점 쪽으로 거의 움직이지 못합니다.',
    },
  },
  patient: {
    name: { en: 'Patient', ko: '끈기 있게' },
    lesson: {
      en: 'The same small steps, 450 of them: the curve flattens out. The model has converged, slowly.',
      ko: '같은 걸음으로 450번: 곡선이 평평해집니다. 느리지만 수렴했습니다.',
    },
  },
  fast: {
    name: { en: 'Too fast', ko: '너무 빠르게' },
    lesson: {
      en: 'Every step jumps across the valley: the error swings, then stays large. It never converges.',
      ko: '걸음마다 골짜기를 건너뜁니다. 오차가 출렁이다가 큰 값에 머물고, 끝내 수렴하지 않습니다.',
    },
  },
  right: {
    name: { en: 'Just right', ko: '알맞게' },
    lesson: {
      en: 'A well-chosen rate reaches the same line as the patient run, in a sixth of the steps.',
      ko: '학습률을 잘 고르면 6분의 1의 걸음으로 같은 직선에 닿습니다.',
    },
  },
  single: {
    name: { en: 'One by one', ko: '하나씩' },
    lesson: {
      en: 'A step after every single point, twelve to an epoch: quick, and a little restless at the end.',
      ko: '점 하나마다 한 걸음, 한 에포크에 열두 걸음: 빠르지만 끝까지 조금씩 흔들립니다.',
    },
  },
} satisfies Record<string, { name: Text; lesson: Text }>;

const lines = {
  title: { en: 'Linear regression', ko: '선형 회귀' },
  lede: {
    en: 'Twelve points, and a model of two numbers: *label = slope × feature + intercept*. Training starts from a random slope and moves both numbers down the gradient of the squared error. Three settings decide how that goes. Try the tutorial’s five runs, then your own settings, then change the code.',
    ko: '점 열두 개, 그리고 숫자 두 개로 된 모델: *레이블 = 기울기 × 특성 + 절편*. 학습은 무작위 기울기에서 시작해 제곱 오차의 경사를 따라 두 숫자를 옮깁니다. 어떻게 될지는 세 가지 설정이 정합니다. 튜토리얼의 다섯 가지 설정을 먼저 실행해 보고, 설정을 직접 바꾼 다음, 코드도 고쳐 보세요.',
  },
  footer: {
    en: 'Loss: mean squared error, of which the RMSE is the root. Optimizer: RMSprop. The dashed line, the best there is, is the least-squares fit in closed form.',
    ko: '손실: 평균 제곱 오차(RMSE는 그 제곱근). 옵티마이저: RMSprop. 점선은 최소제곱법의 해로, 가능한 가장 좋은 직선입니다.',
  },
  runs: {
    en: 'The tutorial’s runs: learning rate × epochs. Each trains a fresh model.',
    ko: '튜토리얼의 설정: 학습률 × 에포크. 누를 때마다 새 모델을 학습합니다.',
  },
  learningRate: { en: 'Learning rate', ko: '학습률' },
  epochs: { en: 'Epochs', ko: '에포크' },
  batchSize: { en: 'Batch size', ko: '배치 크기' },
  batchHint: {
    en: 'Points per step; 12 takes all of them at once.',
    ko: '한 스텝에 쓰는 점의 수. 12면 모두 한꺼번에 씁니다.',
  },
  slowly: { en: 'Slow motion, to watch it', ko: '천천히 보기' },
  fit: { en: 'The points and the line', ko: '점과 직선' },
  feature: { en: 'feature', ko: '특성' },
  label: { en: 'label', ko: '레이블' },
  leastSquares: { en: 'least squares', ko: '최소제곱' },
  model: { en: 'this model', ko: '이 모델' },
  points: { en: 'points', ko: '점' },
  curve: { en: 'The error while training', ko: '학습 중의 오차' },
  epoch: { en: 'epoch', ko: '에포크' },
  rmse: { en: 'RMSE, in units of the label', ko: 'RMSE (레이블의 단위)' },
  empty: {
    en: 'Press Run: the error appears here, epoch by epoch.',
    ko: '실행을 누르면 에포크마다 오차가 여기에 그려집니다.',
  },
  slope: { en: 'Slope', ko: '기울기' },
  intercept: { en: 'Intercept', ko: '절편' },
  dispatches: { en: 'Dispatches per step', ko: '스텝당 디스패치' },
  commands: { en: 'commands to the GPU', ko: 'GPU에 보내는 명령' },
} satisfies Record<string, Text>;

export const texts = { ...lines, presets };

export const best = (value: string): Text => ({ en: `best ${value}`, ko: `최선 ${value}` });
