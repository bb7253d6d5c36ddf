import { byId } from '../shared/dom.ts';
import { commandBox, createStatus } from '../shared/status.ts';
import { findAdapter } from '../shared/webgpu.ts';
import { showClothesPreview } from './clothes-preview.ts';
import { drawLinePreview } from './line-preview.ts';
import { drawThreads } from './threads.ts';
import { showWinePreview } from './wine-preview.ts';

drawThreads(byId('threads', HTMLCanvasElement));
drawLinePreview(byId('preview-line', HTMLCanvasElement));
byId('install-command', HTMLElement).append(commandBox('npm install gradloom'));

const status = createStatus(byId('status', HTMLElement));
showClothesPreview(byId('preview-clothes', HTMLElement)).catch(status.error);
showWinePreview(byId('preview-wine', HTMLCanvasElement)).catch(status.error);

const { problem, name, software } = await findAdapter();
if (problem) status.noWebGPU(problem);
else {
  byId('adapter', HTMLElement).textContent = software
    ? 'WebGPU works here, on a software adapter: everything runs, but slowly.'
    : `WebGPU works here, on ${name}.`;
}
