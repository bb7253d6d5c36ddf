/** What the development server must know from the start: found later, it would reload the page in the middle of its work. */
export const prebundled = [
  'papaparse',
  '@jax-js/jax',
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-webgpu',
];
