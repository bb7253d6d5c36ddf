import type { Text } from '../shared/language.ts';

const presets = {
  tutorial: {
    name: { en: 'The tutorial’s', ko: '튜토리얼' },
    lesson: {
      en: 'The error falls fast, then slowly. Validation stays close to training: nothing is learned by heart.',
      ko: '오차는 빠르게, 그다음에는 천천히 줄어듭니다. 검증이 학습을 바짝 따라가므로 외운 것은 없습니다.',
    },
  },
  divergent: {
    name: { en: 'Too fast', ko: '너무 빠르게' },
    lesson: {
      en: 'Every step overshoots by more than the last, until the loss is no number. Training stops and says so.',
      ko: '걸음마다 더 크게 지나쳐 결국 손실이 숫자가 아니게 됩니다. 학습은 멈추고 그 사실을 알립니다.',
    },
  },
} satisfies Record<string, { name: Text; lesson: Text }>;

const lines = {
  title: { en: 'California housing', ko: '캘리포니아 집값' },
  lede: {
    en: 'What did a house cost in California in 1990? The census counted rooms, people and incomes in 20,640 districts. From eight such figures a network of **8 → 30 → 1** neurons learns the median price. This is *regression*: the answer is an amount, not a class.',
    ko: '1990년 캘리포니아에서 집 한 채는 얼마였을까요? 인구 조사는 20,640개 구역에서 방과 사람과 소득을 셌습니다. 그런 숫자 여덟 개로 **8 → 30 → 1** 신경망이 집값의 중앙값을 배웁니다. 답이 종류가 아니라 금액이므로 *회귀*입니다.',
  },
  story: {
    en: 'The figures have very different sizes, so a *standard scaler*, fitted to the training districts alone, gives each of them mean 0 and deviation 1. A few districts stay extreme even then: one has 1,243 people to a household, a hundred deviations from the mean. About one run in thirty stumbles over such a district and diverges even at the tutorial’s learning rate. Try 1 to see what you are told then.',
    ko: '숫자마다 크기가 크게 다르므로, 학습 구역에만 맞춘 *표준화*로 평균 0, 표준편차 1로 바꿉니다. 그래도 몇 구역은 유별납니다. 어떤 곳은 가구당 1,243명으로, 평균에서 표준편차의 백 배나 떨어져 있습니다. 튜토리얼의 학습률로도 서른 번에 한 번쯤은 이런 구역에 걸려 발산합니다. 학습률을 1로 하면 그때 어떤 안내가 나오는지 볼 수 있습니다.',
  },
  footer: {
    en: 'Data: R. K. Pace and R. Barry, “Sparse Spatial Autoregressions”, 1997, from the census of 1990 by way of StatLib. 11,610 districts to train on, 3,870 for validation, 5,160 for the test, drawn anew in every run. Prices are capped at 500,001 dollars. Loss: mean squared error. Optimizer: SGD.',
    ko: '데이터: R. K. Pace, R. Barry, “Sparse Spatial Autoregressions”, 1997 (1990년 인구 조사, StatLib). 학습 11,610개, 검증 3,870개, 시험 5,160개 구역이며 실행할 때마다 새로 뽑습니다. 집값은 500,001달러에서 잘려 있습니다. 손실: 평균 제곱 오차. 옵티마이저: SGD.',
  },
  runs: { en: 'Learning rate × epochs:', ko: '학습률 × 에포크:' },
  learningRate: { en: 'Learning rate', ko: '학습률' },
  epochs: { en: 'Epochs', ko: '에포크' },
  batchSize: { en: 'Batch size', ko: '배치 크기' },
  epoch: { en: 'epoch', ko: '에포크' },
  curve: { en: 'The error while training', ko: '학습 중의 오차' },
  loss: { en: 'mean squared error, (100,000 $)²', ko: '평균 제곱 오차, (10만 달러)²' },
  training: { en: 'training', ko: '학습' },
  validation: { en: 'validation', ko: '검증' },
  empty: { en: 'Press Run.', ko: '실행을 누르세요.' },
  scatter: { en: 'Test districts: told and true', ko: '시험 구역: 예측과 실제' },
  truth: { en: 'true price, 100,000 $', ko: '실제 집값, 10만 달러' },
  told: { en: 'predicted, 100,000 $', ko: '예측, 10만 달러' },
  districts: { en: 'districts', ko: '구역' },
  right: { en: 'exactly right', ko: '정확한 예측' },
  mse: { en: 'Test MSE', ko: '시험 MSE' },
  typical: { en: 'Typical error', ko: '보통의 오차' },
  typicalNote: { en: 'root of the MSE', ko: 'MSE의 제곱근' },
  map: { en: 'The test districts on the map', ko: '지도에서 본 시험 구역' },
  mapTrue: { en: 'As it was', ko: '실제' },
  mapTold: { en: 'As the network says', ko: '신경망의 예측' },
  cheap: { en: 'under 50,000 $', ko: '5만 달러 이하' },
  dear: { en: '500,000 $ and more', ko: '50만 달러 이상' },
  table: { en: 'Six districts', ko: '구역 여섯 곳' },
  income: { en: 'Income', ko: '소득' },
  age: { en: 'House age', ko: '집 나이' },
  rooms: { en: 'Rooms', ko: '방' },
  predicted: { en: 'Predicted', ko: '예측' },
  actual: { en: 'True', ko: '실제' },
  loading: { en: 'Loading the districts …', ko: '구역 데이터를 불러오는 중 …' },
} satisfies Record<string, Text>;

export const texts = { ...lines, presets };

export const years = (age: number): Text => ({ en: `${age} years`, ko: `${age}년` });
