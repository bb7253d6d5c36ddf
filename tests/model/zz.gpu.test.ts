import { it } from 'vitest';
import { kerasCases } from '../reference/golden/keras-cases.ts';
import { compileModel, dataFor } from '../support/keras-model.ts';
it('profile', async () => {
  const proto = GPUDevice.prototype as unknown as Record<string, (d: { label?: string; compute: { module: GPUShaderModule } }) => Promise<GPUComputePipeline>>;
  const original = proto.createComputePipelineAsync;
  const lines: string[] = [];
  proto.createComputePipelineAsync = async function (d) {
    const t = performance.now();
    const p = await original.call(this, d);
    lines.push(`${(performance.now() - t).toFixed(0)} ms from ${t.toFixed(0)}: ${d.label ?? ''}`);
    return p;
  };
  for (const c of kerasCases.filter((k) => ['sgd', 'adam by default'].includes(k.name))) {
    const t = performance.now();
    const model = compileModel(c.options);
    await model.fit(dataFor(c.options.x), dataFor(c.options.y), { batchSize: 4, epochs: 3 });
    lines.push(`== ${c.name} ${(performance.now() - t).toFixed(0)} ms`);
  }
  console.log(lines.join('\n'));
});
