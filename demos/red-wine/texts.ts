import { integer } from '../shared/format.ts';
import type { Text } from '../shared/language.ts';

export const texts = {
  title: { en: 'Red wine quality', ko: '레드 와인 품질' },
  lede: {
    en: '1,599 red wines from Portugal: **eleven numbers from a laboratory** each, and the quality that tasters gave it, from 3 to 8. A network with batch normalization and dropout learns to say the quality from the numbers. Most wines are a 5 or a 6, and taste is taste: expect some 60% right.',
    ko: '포르투갈 레드 와인 1,599종. 저마다 **실험실에서 잰 숫자 열한 개**와 시음 전문가가 3에서 8까지 매긴 품질이 있습니다. 배치 정규화와 드롭아웃을 쓰는 신경망이 숫자에서 품질을 맞히도록 학습합니다. 와인은 대부분 5점이나 6점이고 입맛은 저마다 달라서, 60%쯤 맞히면 잘한 것입니다.',
  },
  footer: {
    en: 'Wines: [Wine Quality](https://doi.org/10.24432/C56S3T), P. Cortez, A. Cerdeira, F. Almeida, T. Matos and J. Reis, 2009, UCI Machine Learning Repository, [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), unchanged; the split is this page’s. Features are scaled to 0..1 by the training wines; loss: categorical cross-entropy; optimizer: Adam.',
    ko: '와인: [Wine Quality](https://doi.org/10.24432/C56S3T), P. Cortez, A. Cerdeira, F. Almeida, T. Matos, J. Reis, 2009, UCI Machine Learning Repository, [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). 데이터는 고치지 않았고, 나누기는 이 페이지의 것입니다. 특성은 훈련 와인을 기준으로 0..1로 조정합니다. 손실: 범주형 교차 엔트로피, 옵티마이저: Adam.',
  },
  learningRate: { en: 'Learning rate', ko: '학습률' },
  epochs: { en: 'Epochs', ko: '에포크' },
  batchSize: { en: 'Batch size', ko: '배치 크기' },
  batchHint: { en: 'Wines per step.', ko: '한 스텝에 쓰는 와인의 수.' },
  dropout: { en: 'Dropout rate', ko: '드롭아웃 비율' },
  dropoutHint: {
    en: 'Share of each block’s outputs that a training step leaves out.',
    ko: '학습 스텝마다 각 블록의 출력에서 빼놓는 비율.',
  },
  training: { en: 'training', ko: '훈련' },
  validation: { en: 'validation', ko: '검증' },
  accuracy: { en: 'Accuracy', ko: '정확도' },
  accuracyAxis: { en: 'share of wines judged right', ko: '맞힌 와인의 비율' },
  accuracyEmpty: { en: 'Press Run: the curves grow here.', ko: '실행을 누르면 곡선이 여기에 그려집니다.' },
  loss: { en: 'Loss', ko: '손실' },
  lossAxis: { en: 'cross-entropy, in nats', ko: '교차 엔트로피 (nat)' },
  lossEmpty: {
    en: 'Training (with dropout) and validation (without), epoch by epoch.',
    ko: '에포크마다 훈련(드롭아웃 있음)과 검증(드롭아웃 없음)을 보여 줍니다.',
  },
  epoch: { en: 'epoch', ko: '에포크' },
  trainAccuracy: { en: 'Accuracy, training, without dropout', ko: '정확도, 훈련 (드롭아웃 없이)' },
  validationAccuracy: { en: 'Accuracy, validation', ko: '정확도, 검증' },
  testAccuracy: { en: 'Accuracy, test', ko: '정확도, 시험' },
  testWines: { en: 'Test wines', ko: '시험용 와인' },
  untested: {
    en: 'The network has never seen these. After training, what it says of them appears here.',
    ko: '신경망이 본 적 없는 와인입니다. 학습이 끝나면 신경망의 답이 여기에 나옵니다.',
  },
  right: { en: 'Right', ko: '정답' },
  near: { en: 'Right or one off', ko: '정답 또는 1점 차이' },
  commonest: { en: 'Always saying 5', ko: '늘 5라고 답하면' },
  caption: {
    en: 'Rows: the quality that tasters gave. Columns: what the network says.',
    ko: '행: 시음 전문가가 매긴 품질. 열: 신경망의 답.',
  },
  tasters: { en: 'Tasters', ko: '시음' },
  network: { en: 'The network', ko: '신경망' },
  networkText: {
    en: 'What `model.summary()` prints. Batch normalization’s moving averages are the weights that are not trained; nine outputs, because one-hot labels count from 0.',
    ko: '`model.summary()`의 출력입니다. 배치 정규화의 이동 평균은 학습되지 않는 가중치입니다. 원-핫 레이블은 0부터 세므로 출력이 아홉 개입니다.',
  },
  networkEmpty: { en: 'Press Run.', ko: '실행을 누르세요.' },
} satisfies Record<string, Text>;

export const source = (train: number, validation: number, test: number): Text => ({
  en: `${integer(train)} wines to train on, ${integer(validation)} for validation, ${integer(test)} for the test: the tutorial’s own split.`,
  ko: `훈련용 ${integer(train)}종, 검증용 ${integer(validation)}종, 시험용 ${integer(test)}종. 튜토리얼과 똑같이 나누었습니다.`,
});

export const verdict = (right: number, total: number): Text => ({
  en: `${integer(right)} of ${integer(total)} test wines judged as the tasters did.`,
  ko: `시험용 와인 ${integer(total)}종 가운데 ${integer(right)}종을 시음 전문가와 똑같이 평가했습니다.`,
});

export const cellTitle = (count: number, wines: number, truth: number, said: number): Text => ({
  en: `${integer(count)} of ${integer(wines)} wines of quality ${truth} predicted as ${said}`,
  ko: `품질 ${truth}인 와인 ${integer(wines)}종 가운데 ${integer(count)}종을 ${said}(으)로 예측`,
});
