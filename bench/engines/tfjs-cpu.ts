import '@tensorflow/tfjs-backend-cpu';
import { tensorFlow } from './tfjs/engine.ts';

export const engine = tensorFlow('cpu');
