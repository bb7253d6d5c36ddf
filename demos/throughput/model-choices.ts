import { findWorkload, type Training } from '../../bench/workloads/index.ts';
import type { Preset } from '../shared/tutorial/presets.ts';

export interface ModelChoice extends Preset {
  /** A group of bench/workloads. */
  readonly group: string;
  /** What is offered, the smallest first. */
  readonly batchSizes: readonly number[];
}

export const modelChoices: readonly ModelChoice[] = [
  {
    group: 'mlp',
    batchSizes: [1, 8, 32, 128, 512, 2048, 8192],
    name: { en: 'Fashion-MNIST', ko: 'Fashion-MNIST' },
    note: '784 → 300 → 100 → 10',
    lesson: {
      en: 'The network of the fifth tutorial, with plain SGD: small batches are all waiting, large ones all arithmetic.',
      ko: '다섯 번째 튜토리얼의 신경망을 SGD로 학습합니다. 작은 배치는 거의 기다리는 시간이고, 큰 배치는 거의 계산입니다.',
    },
  },
  {
    group: 'linear',
    batchSizes: [1, 3, 6, 12],
    name: { en: 'Linear regression', ko: '선형 회귀' },
    note: '1 → 1',
    lesson: {
      en: 'Twelve points and RMSprop: nothing to compute, so this shows what a step costs by itself.',
      ko: '점 열두 개와 RMSprop. 계산할 것이 거의 없어서 한 스텝 자체의 비용이 드러납니다.',
    },
  },
  {
    group: 'california',
    batchSizes: [8, 32, 128, 512, 2048, 8192],
    name: { en: 'California', ko: '캘리포니아' },
    note: '8 → 30 → 1',
    lesson: {
      en: 'A tiny network for house prices, with SGD.',
      ko: '집값을 맞히는 아주 작은 신경망을 SGD로 학습합니다.',
    },
  },
  {
    group: 'wine',
    batchSizes: [8, 32, 128, 512, 2048],
    name: { en: 'Red wine', ko: '레드 와인' },
    note: '11 → 144 → 144 → 16 → 9',
    lesson: {
      en: 'Batch normalization, dropout and Adam: many small operations a step.',
      ko: '배치 정규화, 드롭아웃, Adam. 한 스텝에 작은 연산이 많습니다.',
    },
  },
  {
    group: 'cnn',
    batchSizes: [1, 8, 32, 128, 512],
    name: { en: 'Small CNN', ko: '작은 CNN' },
    note: '3×3×8 → 3×3×16 → 10',
    lesson: {
      en: 'Two convolutions with pooling, with SGD.',
      ko: '풀링이 있는 합성곱 두 층을 SGD로 학습합니다.',
    },
  },
];

/** A model in every batch size that is offered. */
export const trainingsOf = ({ group, batchSizes }: ModelChoice): Training[] =>
  batchSizes.map((batchSize) => findWorkload(`${group}-${batchSize}`) as Training);
