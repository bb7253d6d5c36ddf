import type { Text } from '../shared/language.ts';

export interface EngineChoice {
  /** A name of bench/engines. */
  readonly name: string;
  readonly title: string;
  /** What it is and what choosing it loads. */
  readonly note: Text;
  /** A custom property of throughput.css. */
  readonly color: string;
}

const loads = (en: string, ko: string, kilobytes: number): Text => ({
  en: `${en}; loads ${kilobytes} KB`,
  ko: `${ko}, ${kilobytes} KB 내려받음`,
});

/** In the order in which they are measured; the first is this library. */
export const engineChoices: readonly EngineChoice[] = [
  {
    name: 'gradloom',
    title: 'gradloom',
    note: { en: 'this library', ko: '이 라이브러리' },
    color: '--engine-gradloom',
  },
  {
    name: 'jax-js-webgpu',
    title: 'jax-js WebGPU',
    note: loads('the whole step in one `jit`', '한 스텝을 `jit` 하나로', 70),
    color: '--engine-jax-webgpu',
  },
  {
    name: 'tfjs-webgpu',
    title: 'TensorFlow.js WebGPU',
    note: loads('`minimize` over layers', '층 위에서 `minimize`', 310),
    color: '--engine-tfjs-webgpu',
  },
  {
    name: 'tfjs-webgl',
    title: 'TensorFlow.js WebGL',
    note: loads('the GPU by way of graphics', '그래픽 기능으로 GPU 사용', 240),
    color: '--engine-tfjs-webgl',
  },
  {
    name: 'tfjs-wasm',
    title: 'TensorFlow.js WebAssembly',
    note: loads('the CPU; no convolutions', 'CPU, 합성곱은 안 됨', 410),
    color: '--engine-tfjs-wasm',
  },
  {
    name: 'tfjs-cpu',
    title: 'TensorFlow.js CPU',
    note: loads('JavaScript', 'JavaScript', 240),
    color: '--engine-tfjs-cpu',
  },
  {
    name: 'jax-js-wasm',
    title: 'jax-js WebAssembly',
    note: loads('the CPU', 'CPU', 80),
    color: '--engine-jax-wasm',
  },
  {
    name: 'plain-js',
    title: 'Plain JavaScript',
    note: { en: 'loops in one thread; loads nothing', ko: '스레드 하나의 반복문, 내려받는 것 없음' },
    color: '--engine-plain',
  },
];
