import '@tensorflow/tfjs-backend-webgpu';
import { tensorFlow } from './tfjs/engine.ts';

export const engine = tensorFlow('webgpu');
