import type { Text } from '../shared/language.ts';

type Texts = Readonly<Record<string, Text>>;

export const page = {
  title: { en: 'Gradient tape', ko: '그레이디언트 테이프' },
  lede: {
    en: 'No layers, no optimizer, no `fit`: a formula, its gradient, and a step downhill, written out. `gl.valueAndGrad` records what a function computes and gives its value together with the derivatives; `gl.jit` makes one GPU program of the whole step. TensorFlow calls the recording a *gradient tape*.',
    ko: '층도, 옵티마이저도, `fit`도 없습니다. 식 하나와 그 기울기, 그리고 내리막으로 내딛는 한 걸음을 직접 적습니다. `gl.valueAndGrad`는 함수가 계산하는 과정을 기록해 값과 미분을 함께 돌려주고, `gl.jit`은 한 걸음 전체를 GPU 프로그램 하나로 만듭니다. TensorFlow에서는 이 기록을 *그레이디언트 테이프*라고 부릅니다.',
  },
  footer: {
    en: 'All numbers are computed in this page, by the code that you see. The thousand points are drawn anew in every run; about one draw in ten ends just outside of the reference.',
    ko: '모든 숫자는 이 페이지에서, 보이는 코드 그대로 계산합니다. 점 천 개는 실행할 때마다 새로 뽑으므로, 열 번에 한 번쯤은 기준을 살짝 벗어납니다.',
  },
} satisfies Texts;

export const common = {
  learningRate: { en: 'Learning rate', ko: '학습률' },
  epochs: { en: 'Epochs', ko: '에포크' },
  epoch: { en: 'epoch', ko: '에포크' },
  loss: { en: 'loss', ko: '손실' },
  lossTitle: { en: 'The loss', ko: '손실' },
  empty: { en: 'Press Run.', ko: '실행을 누르세요.' },
} satisfies Texts;

export const regression = {
  title: { en: 'A line, step by step', ko: '직선, 한 걸음씩' },
  story: [
    {
      en: 'A thousand points around *y = 3x + 2*. Training starts at W = 5 and b = 0, wrong on purpose, and takes 15 steps with a learning rate of 0.1. The loss falls from about 9 to about 1, and no further: 1 is the variance of the noise, which no line can explain.',
      ko: '*y = 3x + 2* 주위에 흩어진 점 천 개입니다. 일부러 틀린 W = 5, b = 0에서 시작해 학습률 0.1로 15걸음을 갑니다. 손실은 약 9에서 약 1까지 줄고 더는 줄지 않습니다. 1은 잡음의 분산이라서 어떤 직선으로도 설명할 수 없습니다.',
    },
  ] satisfies Text[],
  slope: { en: 'W after the last step', ko: '마지막 스텝 뒤의 W' },
  intercept: { en: 'b after the last step', ko: '마지막 스텝 뒤의 b' },
  first: { en: 'First loss', ko: '첫 손실' },
  last: { en: 'Last loss', ko: '마지막 손실' },
  cloud: { en: 'The points and the line', ko: '점과 직선' },
  points: { en: 'points', ko: '점' },
  line: { en: 'Wx + b', ko: 'Wx + b' },
  path: { en: 'The way of W and b', ko: 'W와 b가 걸어간 길' },
  value: { en: 'value', ko: '값' },
  trueW: { en: 'true W', ko: '참 W' },
  trueB: { en: 'true b', ko: '참 b' },
  loss: { en: 'mean squared error', ko: '평균 제곱 오차' },
};

export const logistic = {
  title: { en: 'Yes or no: logistic regression', ko: '예 또는 아니요: 로지스틱 회귀' },
  story: [
    {
      en: 'Six points, each of them a no (0) or a yes (1). The model says how probable a yes is: *p = 1 / (1 + exp(−Wx))*. The loss is the cross-entropy *−y log p − (1 − y) log(1 − p)*, written by hand in the code.',
      ko: '점 여섯 개가 있고, 각각 아니요(0) 아니면 예(1)입니다. 모델은 예일 확률을 말합니다: *p = 1 / (1 + exp(−Wx))*. 손실은 교차 엔트로피 *−y log p − (1 − y) log(1 − p)*로, 코드에 직접 적었습니다.',
    },
    {
      en: 'W starts at −0.01, slightly the wrong way round, and ten small steps turn the curve. Try more epochs: nothing holds W back, because a steeper curve always fits these points a little better.',
      ko: 'W는 살짝 거꾸로인 −0.01에서 시작하고, 작은 걸음 열 번이면 곡선이 돌아섭니다. 에포크를 늘려 보세요. 곡선이 가파를수록 이 점들에 조금씩 더 잘 맞으므로 W는 계속 커집니다.',
    },
  ] satisfies Text[],
  weight: { en: 'W after ten epochs', ko: '에포크 10번 뒤의 W' },
  first: { en: 'First loss', ko: '첫 손실' },
  last: { en: 'Last loss', ko: '마지막 손실' },
  curve: { en: 'The curve and the points', ko: '곡선과 점' },
  probability: { en: 'probability of a yes', ko: '예일 확률' },
  points: { en: 'points', ko: '점' },
  path: { en: 'The way of W', ko: 'W가 걸어간 길' },
  loss: { en: 'cross-entropy, in nats', ko: '교차 엔트로피 (nat)' },
};

export const sigmoid = {
  title: { en: 'What W and b do to the sigmoid', ko: 'W와 b에 따라 달라지는 시그모이드' },
  story: [
    {
      en: 'Move the sliders. W makes the curve steep, and a negative W turns it round; b shifts it: it crosses one half where *x = −b / W*. The dashed line is the slope of the curve, from `gl.grad`: it is largest at that point, *W / 4*, and next to nothing far from it. A point out there hardly moves the weights.',
      ko: '슬라이더를 움직여 보세요. W가 커지면 곡선이 가팔라지고, 음수가 되면 뒤집힙니다. b는 곡선을 옆으로 옮깁니다. *x = −b / W*에서 절반을 지납니다. 점선은 `gl.grad`로 구한 곡선의 기울기입니다. 바로 그 자리에서 *W / 4*로 가장 크고, 멀어지면 거의 0입니다. 그래서 멀리 있는 점은 가중치를 거의 움직이지 못합니다.',
    },
  ] satisfies Text[],
  curve: { en: 'The sigmoid and its slope', ko: '시그모이드와 그 기울기' },
  axis: { en: 'value, and change per unit of x', ko: '값, x 1당 변화량' },
  slope: { en: 'slope', ko: '기울기' },
  crossing: { en: 'Crosses one half at x', ko: '절반을 지나는 x' },
  steepest: { en: 'Steepest slope', ko: '가장 큰 기울기' },
};

export const byFormula = (formula: string): Text => ({
  en: `by the formula ${formula}`,
  ko: `공식으로는 ${formula}`,
});

const rmse =
  (name: Text) =>
  (degree: number): Text => ({
    en: `Degree ${degree}: RMSE, ${name.en}`,
    ko: `${degree}차: RMSE, ${name.ko}`,
  });
const training: Text = { en: 'training', ko: '훈련' };
const validation: Text = { en: 'validation', ko: '검증' };

export const polynomial = {
  title: { en: 'Too simple, too rich: a polynomial', ko: '너무 단순하게, 너무 복잡하게: 다항식' },
  story: [
    {
      en: 'Twelve points of a noisy sine to train on, eleven others to check. A polynomial of a low degree cannot follow either; one of a high degree follows every training point, noise included, and is far off in between. Only the points that training has not seen tell these apart.',
      ko: '잡음 섞인 사인 곡선에서 점 열두 개로 훈련하고, 다른 열한 개로 확인합니다. 차수가 낮은 다항식은 어느 쪽도 따라가지 못합니다. 차수가 높으면 잡음까지 포함해 모든 훈련 점을 따라가지만, 그 사이에서는 크게 벗어납니다. 이 차이는 훈련에 쓰지 않은 점으로만 알 수 있습니다.',
    },
    {
      en: 'The columns are Chebyshev’s polynomials *cos(k arccos x)* rather than powers of x: the same curves, but gradient descent gets to them in thousands of steps instead of millions.',
      ko: 'x의 거듭제곱 대신 체비쇼프 다항식 *cos(k arccos x)*를 씁니다. 만들 수 있는 곡선은 같지만, 경사 하강법이 수백만 걸음 대신 수천 걸음이면 다다릅니다.',
    },
  ] satisfies Text[],
  degree: { en: 'Degree', ko: '차수' },
  try: {
    en: 'Degrees to compare. Each trains from scratch.',
    ko: '비교해 볼 차수. 누를 때마다 처음부터 학습합니다.',
  },
  degreeOf: (degree: number): Text => ({ en: `degree ${degree}`, ko: `${degree}차` }),
  seenAt: rmse(training),
  unseenAt: rmse(validation),
  presets: {
    under: {
      name: { en: 'Underfitting', ko: '과소적합' },
      lesson: {
        en: 'A straight line: both errors stay high. More training does not help; a richer model would.',
        ko: '직선입니다. 두 오차가 모두 높게 남습니다. 더 학습해도 소용없고, 더 풍부한 모델이 필요합니다.',
      },
    },
    right: {
      name: { en: 'About right', ko: '알맞음' },
      lesson: {
        en: 'Both errors fall to about the size of the noise, 0.25.',
        ko: '두 오차 모두 잡음의 크기인 0.25 정도까지 내려갑니다.',
      },
    },
    over: {
      name: { en: 'Overfitting', ko: '과적합' },
      lesson: {
        en: 'The training error goes to 0, and the validation error turns round and climbs: stop where it turns.',
        ko: '훈련 오차는 0으로 가는데 검증 오차는 돌아서서 올라갑니다. 돌아서는 곳에서 멈추는 것이 좋습니다.',
      },
    },
  },
  fit: { en: 'The points and the polynomial', ko: '점과 다항식' },
  curve: { en: 'polynomial', ko: '다항식' },
  training,
  validation,
  errors: { en: 'The errors while training', ko: '학습 중의 오차' },
  step: { en: 'step', ko: '스텝' },
};
