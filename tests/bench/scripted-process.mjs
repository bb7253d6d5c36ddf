// Stands for engine-process.mjs in processes.node.test.ts: the engine's name says what it does.
const [, , , engine] = process.argv;
const tell = (/** @type {object} */ message) => process.send?.(message);

process.on('message', ({ method, number }) => {
  if (engine === 'hangs') return;
  if (method === 'count') {
    process.stderr.write('Segmentation fault in the driver\n', () => process.abort());
    return;
  }
  tell(method === 'profile' ? { error: 'the device was lost' } : { value: [method, number] });
});
if (engine === 'webgl') tell({ unsupported: 'there is no webgl here' });
else if (engine) tell({ value: { engine, stride: 4, adapter: null } });
else tell({ value: { name: 'gpu', software: false, driver: '580', copyBandwidth: 3e12, encoding: null } });
