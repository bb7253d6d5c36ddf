import type { Text } from '../shared/language.ts';

type Texts = Readonly<Record<string, Text>>;

export const page = {
  title: { en: 'Fashion-MNIST', ko: 'Fashion-MNIST' },
  lede: {
    en: 'Ten kinds of clothes, photographed in 28 × 28 grey pixels. A network of dense layers learns to tell them apart; then one kind becomes rare, and weights make up for it; then a small convolutional network does better; and in the end it looks at what you draw.',
    ko: '28 × 28 회색 픽셀로 찍은 열 가지 옷입니다. 먼저 완전 연결 신경망이 옷을 구별하는 법을 배웁니다. 그다음 한 가지 옷을 드물게 만들고 가중치로 만회합니다. 이어서 작은 합성곱 신경망이 더 잘 해내고, 마지막에는 여러분이 그린 그림을 알아봅니다.',
  },
  footer: {
    en: 'Images: [Fashion-MNIST](https://github.com/zalandoresearch/fashion-mnist), © 2017 Zalando SE, MIT licence. Pixels are divided by 255. Loss: sparse categorical cross-entropy.',
    ko: '이미지: [Fashion-MNIST](https://github.com/zalandoresearch/fashion-mnist), © 2017 Zalando SE, MIT 라이선스. 픽셀은 255로 나눕니다. 손실: 희소 범주형 교차 엔트로피.',
  },
  loading: { en: 'Loading the images …', ko: '이미지를 불러오는 중 …' },
  missing: { en: 'The images are missing or damaged', ko: '이미지가 없거나 손상되었습니다' },
  full: { en: '**The full data set.**', ko: '**전체 데이터 세트.**' },
  sample: { en: '**A sample that ships with this page.**', ko: '**이 페이지에 들어 있는 표본.**' },
  fetch: {
    en: 'For all 70,000 images, fetch them and reload:',
    ko: '이미지 70,000장을 모두 쓰려면 내려받고 새로 고치세요:',
  },
} satisfies Texts;

export const counts = (source: Text, train: string, validation: string, test: string): Text => ({
  en: `${source.en} ${train} images to train on, ${validation} for validation, ${test} for the test.`,
  ko: `${source.ko} 학습 ${train}장, 검증 ${validation}장, 시험 ${test}장입니다.`,
});

export const common = {
  learningRate: { en: 'Learning rate', ko: '학습률' },
  epochs: { en: 'Epochs', ko: '에포크' },
  batchSize: { en: 'Batch size', ko: '배치 크기' },
  batchHint: { en: 'Images per step.', ko: '한 스텝에 쓰는 이미지의 수.' },
  epoch: { en: 'epoch', ko: '에포크' },
  training: { en: 'training', ko: '학습' },
  validation: { en: 'validation', ko: '검증' },
  accuracy: { en: 'Accuracy', ko: '정확도' },
  accuracyAxis: { en: 'share of images recognised', ko: '알아본 이미지의 비율' },
  loss: { en: 'Loss', ko: '손실' },
  lossAxis: { en: 'cross-entropy, in nats', ko: '교차 엔트로피 (nat)' },
  testAccuracy: { en: 'Test accuracy', ko: '시험 정확도' },
  testLoss: { en: 'Test loss', ko: '시험 손실' },
  empty: { en: 'Press Run: the curves grow here.', ko: '실행을 누르면 곡선이 그려집니다.' },
} satisfies Texts;

export const classify = {
  title: { en: 'Ten classes: 784 → 300 → 100 → 10', ko: '열 가지 옷: 784 → 300 → 100 → 10' },
  story: [
    {
      en: 'Every pixel is an input, and the ten outputs are probabilities: softmax makes them add up to 1. After each epoch the network is tried on *validation* images that it does not train on. Where the two curves part, it begins to learn its training images by heart.',
      ko: '픽셀 하나하나가 입력이고, 출력 열 개는 확률입니다. softmax가 합이 1이 되게 합니다. 에포크가 끝날 때마다 학습에 쓰지 않는 *검증* 이미지로 시험해 봅니다. 두 곡선이 벌어지는 곳부터 신경망은 학습 이미지를 외우기 시작합니다.',
    },
  ] satisfies Text[],
  images: { en: 'Test images', ko: '시험 이미지' },
  untested: {
    en: 'The network has never seen these. After training, its guesses appear here.',
    ko: '신경망이 본 적 없는 이미지입니다. 학습이 끝나면 예측이 나타납니다.',
  },
  which: { en: 'Which images to show', ko: '보여 줄 이미지' },
  first: { en: 'First images', ko: '처음 이미지' },
  mistakes: { en: 'Mistakes', ko: '틀린 이미지' },
  rounded: { en: 'Probabilities of the first three, rounded', ko: '처음 세 장의 확률 (반올림)' },
};

export const recognised = (share: string, count: string): Text => ({
  en: `**${share}** of ${count} test images recognised.`,
  ko: `시험 이미지 ${count}장 중 **${share}**를 알아봤습니다.`,
});

export const isReally = (truth: string): Text => ({ en: `is ${truth}`, ko: `실제: ${truth}` });

export const weights = {
  title: { en: 'One class is rare', ko: '드문 클래스' },
  story: [
    {
      en: 'Nine of ten shirts are taken away. The network now does well to call everything that looks like a shirt something else, a T-shirt or a coat, and so it finds hardly a shirt: its *recall* is low. Give shirts a weight of 10 in the loss, and they count as if they were all there. `classWeight` says it by class, `sampleWeight` image by image; with the same seed they train the same network.',
      ko: '셔츠의 열에 아홉을 뺍니다. 그러면 셔츠처럼 보이는 것을 티셔츠나 코트라고 하는 편이 유리해져서, 신경망은 셔츠를 거의 찾지 못합니다. 셔츠의 *재현율*이 낮은 것입니다. 손실에서 셔츠에 가중치 10을 주면 모두 있는 것처럼 셈합니다. `classWeight`는 클래스마다, `sampleWeight`는 이미지마다 가중치를 줍니다. 시드가 같으면 둘은 똑같은 신경망을 학습합니다.',
    },
    {
      en: 'On the full data set recall rises from a few per cent to above 40. Of the sample only 17 shirts are left, too few to learn much from: there it stays lower.',
      ko: '전체 데이터 세트에서는 재현율이 몇 퍼센트에서 40퍼센트 넘게 오릅니다. 표본에는 셔츠가 17장만 남아 배울 것이 적으므로 그보다 낮습니다.',
    },
  ] satisfies Text[],
  try: { en: 'The same network, weighted:', ko: '같은 신경망, 다른 가중치:' },
  presets: {
    none: {
      name: { en: 'Not at all', ko: '가중치 없음' },
      note: { en: 'every image counts 1', ko: '모든 이미지가 1' },
      lesson: {
        en: 'A rare class is cheap to miss.',
        ko: '드문 클래스는 놓쳐도 손실이 작습니다.',
      },
    },
    classWeight: {
      name: { en: 'By class', ko: '클래스별' },
      note: 'classWeight',
      lesson: {
        en: 'Shirts are found again; some T-shirts now pass for shirts: that is the price.',
        ko: '셔츠를 다시 찾습니다. 대신 티셔츠 몇 장을 셔츠로 착각합니다.',
      },
    },
    sampleWeight: {
      name: { en: 'By image', ko: '이미지별' },
      note: 'sampleWeight',
      lesson: {
        en: 'One number for every image, the same weights, the same network.',
        ko: '이미지마다 숫자 하나씩, 같은 가중치이므로 같은 신경망이 됩니다.',
      },
    },
  } satisfies Record<string, { name: Text; note: Text | string; lesson: Text }>,
  factor: { en: 'Weight of a shirt', ko: '셔츠의 가중치' },
  recall: { en: 'Recall of shirts', ko: '셔츠의 재현율' },
  differences: {
    en: 'Test images on which the two weightings differ',
    ko: '두 가중치의 예측이 다른 시험 이미지',
  },
  table: { en: 'Recall by class', ko: '클래스별 재현율' },
};

export const recallWith = (weighting: Text): Text => ({
  en: `${weighting.en}: recall of shirts`,
  ko: `${weighting.ko}: 셔츠의 재현율`,
});

export const convolve = {
  title: { en: 'A small convolutional network', ko: '작은 합성곱 신경망' },
  story: [
    {
      en: 'A dense layer does not know that pixels have neighbours. A *convolution* looks at the picture through a small window, with the same weights everywhere. This network has fewer weights than the one above, and recognises more: on the full data set it passes 90 %.',
      ko: '완전 연결 층은 픽셀에 이웃이 있다는 것을 모릅니다. *합성곱*은 작은 창으로 그림 전체를 같은 가중치로 훑습니다. 이 신경망은 위의 것보다 가중치가 적지만 더 많이 알아봅니다. 전체 데이터 세트에서는 90 %를 넘습니다.',
    },
    {
      en: 'On a graphics card that takes seconds. On a software adapter an epoch of the full set takes one to two minutes, all twelve about twenty: the time left is shown, and Stop keeps what was learned.',
      ko: '그래픽 카드에서는 몇 초면 됩니다. 소프트웨어 어댑터에서는 전체 데이터의 한 에포크에 1~2분, 열두 에포크에 20분쯤 걸립니다. 남은 시간이 표시되고, 정지를 눌러도 배운 것은 남습니다.',
    },
  ] satisfies Text[],
};

export const draw = {
  title: { en: 'Draw a garment', ko: '옷 그리기' },
  story: [
    {
      en: 'The network that was trained last looks at your drawing after every stroke. The drawing is centred and scaled to 28 × 28 pixels, as the photographs were; fill the shape, because the photographs are filled. It knows nothing but clothes, and will see one in anything.',
      ko: '마지막으로 학습한 신경망이 획을 그을 때마다 그림을 봅니다. 그림은 사진과 같이 가운데에 놓고 28 × 28 픽셀로 줄입니다. 사진처럼 모양 안을 채워 그려 보세요. 이 신경망은 옷밖에 모르므로 무엇을 그려도 옷으로 봅니다.',
    },
  ] satisfies Text[],
  canvas: { en: 'Drawing area', ko: '그림판' },
  clear: { en: 'Clear', ko: '지우기' },
  example: { en: 'A test image', ko: '시험 이미지' },
  seen: { en: 'What the network sees', ko: '신경망이 보는 것' },
  probabilities: { en: 'What it takes it for', ko: '신경망의 대답' },
  brush: { en: 'Brush', ko: '붓 크기' },
  untrained: {
    en: 'Train one of the networks above first; then draw here.',
    ko: '먼저 위의 신경망 하나를 학습한 다음 여기에 그려 보세요.',
  },
  blank: { en: 'Draw something, or take a test image.', ko: '무언가를 그리거나 시험 이미지를 불러오세요.' },
} satisfies Record<string, unknown>;
