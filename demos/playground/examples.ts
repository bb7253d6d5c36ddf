import type { Text } from '../shared/language.ts';

export interface Example {
  readonly name: Text;
  /** What to look at. */
  readonly lesson: Text;
  readonly code: string;
}

export const examples: readonly Example[] = [
  {
    name: { en: 'Softmax cross-entropy', ko: '소프트맥스 교차 엔트로피' },
    lesson: {
      en: 'A loss from its parts, and its gradient: all of it in one dispatch.',
      ko: '부분을 이어 만든 손실과 그 기울기: 모두 디스패치 한 번으로 끝납니다.',
    },
    code: `const logits = gl.tensor([[2, 1, 0.1], [0.5, 2.5, 0]]);
const labels = gl.oneHot([0, 2], 3);

const crossEntropy = (logits) =>
  gl.logSoftmax(logits).mul(labels).sum(-1).mean().neg();

const [loss, [gradient]] = gl.valueAndGrad(
  () => crossEntropy(logits),
  [logits],
);
return { loss, gradient };`,
  },
  {
    name: { en: 'Layer norm', ko: '층 정규화' },
    lesson: {
      en: 'Two means and the arithmetic around them, written out: still one dispatch.',
      ko: '평균 두 번과 그 둘레의 산술을 풀어 써도 디스패치는 한 번입니다.',
    },
    code: `const x = gl.randomNormal([64, 256], { mean: 3, seed: 1 });

// What is made outside of the function is data to it.
return () => {
  const centred = x.sub(x.mean(-1, { keepDims: true }));
  const variance = centred.square().mean(-1, { keepDims: true });
  return centred.mul(variance.add(1e-5).rsqrt());
};`,
  },
  {
    name: { en: 'Matmul + bias + ReLU', ko: '행렬 곱 + 편향 + ReLU' },
    lesson: {
      en: 'A dense layer: what follows the matrix product is computed before its result is stored.',
      ko: '완전 연결 층: 행렬 곱 다음에 오는 계산은 결과를 저장하기 전에 합니다.',
    },
    code: `const x = gl.randomNormal([64, 784], { seed: 1 });
const w = gl.randomNormal([784, 100], { stddev: 0.05, seed: 2 });
const b = gl.full([100], 0.1);

return () => x.matmul(w).add(b).relu();`,
  },
  {
    name: { en: 'Convolution', ko: '합성곱' },
    lesson: {
      en: 'The windows over the image are index arithmetic in the kernel; no copy of them is made.',
      ko: '이미지 위의 창은 커널 안의 인덱스 계산일 뿐이어서 복사본을 만들지 않습니다.',
    },
    code: `// A white square on black.
const image = gl.ones([1, 4, 4, 1])
  .pad([[0, 0], [2, 2], [2, 2], [0, 0]]);
const edges = gl.tensor([
  [-1, -2, -1],
  [0, 0, 0],
  [1, 2, 1],
]).reshape([3, 3, 1, 1]);

return () =>
  gl.conv2d(image, edges, { padding: 'same' })
    .reshape([8, 8]);`,
  },
  {
    name: { en: 'A step of training', ko: '학습 한 스텝' },
    lesson: {
      en: 'Loss, gradients and updates of a linear regression, in one dispatch. 100 steps bring w near 3 and b near 2.',
      ko: '선형 회귀의 손실, 기울기, 갱신을 디스패치 한 번에 합니다. 100스텝이면 w는 3, b는 2에 가까워집니다.',
    },
    code: `const x = gl.linspace(-1, 1, 64);
const y = x.mul(3).add(2);
const w = gl.variable(0, { name: 'w' });
const b = gl.variable(0, { name: 'b' });

const step = gl.jit(() => {
  const [loss, [dw, db]] = gl.valueAndGrad(
    () => w.mul(x).add(b).squaredDifference(y).mean(),
    [w, b],
  );
  w.assignSub(dw.mul(0.1));
  b.assignSub(db.mul(0.1));
  return { loss, w, b };
});

for (let k = 0; k < 100; k++) step();
step`,
  },
];
