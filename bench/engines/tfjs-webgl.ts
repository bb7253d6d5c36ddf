import '@tensorflow/tfjs-backend-webgl';
import { tensorFlow } from './tfjs/engine.ts';

export const engine = tensorFlow('webgl');
