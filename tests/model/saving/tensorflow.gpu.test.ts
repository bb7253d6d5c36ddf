import { describe, expect, test } from 'vitest';
import * as gl from '../../../src/index.ts';
import cases from '../../reference/golden/tensorflow-models.data.json';
import { expectClose, fromTensor } from '../../support/check-op.ts';

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

const filesOf = (json: unknown, weights: Uint8Array<ArrayBuffer>): File[] => [
  new File([weights], 'weights.bin'),
  new File([JSON.stringify(json)], 'model.json'),
];
const dataOf = ({ shape, data }: { shape: number[]; data: number[] }) => ({
  shape,
  data: Float32Array.from(data),
});

describe('models that TensorFlow.js saved predict what they predicted there', () => {
  test.each(cases.map((entry) => [entry.json.modelTopology.config.name, entry] as const))(
    '%s',
    async (name, { json, weights, inputs, outputs }) => {
      const model = await gl.loadModel(filesOf(json, bytesOf(weights)));
      expect(model.name).toBe(name);
      const x = inputs.length === 1 ? dataOf(inputs[0]) : inputs.map(dataOf);
      const predictions = [await model.predict(x)].flat();
      expect(predictions.length).toBe(outputs.length);
      for (const [k, prediction] of predictions.entries()) {
        const { shape, data } = outputs[k];
        const expected = { shape, data: Float64Array.from(data) };
        expectClose(await fromTensor(prediction), expected, { tolerance: 1e-5, floor: 1 });
      }
      model.dispose();
    },
  );

  test('from a URL, with weights in a file beside it, in two shards', async () => {
    const [{ json, weights, inputs, outputs }] = cases;
    const bytes = bytesOf(weights);
    const files = new Map<string, BodyInit>([
      [
        'model.json',
        JSON.stringify({
          ...json,
          weightsManifest: [{ ...json.weightsManifest[0], paths: ['a.bin', 'b.bin'] }],
        }),
      ],
      ['a.bin', bytes.slice(0, 101)],
      ['b.bin', bytes.slice(101)],
    ]);
    const { fetch } = globalThis;
    globalThis.fetch = async (address) => {
      const url = new URL(String(address));
      expect(url.origin).toBe('https://models.example');
      const body = files.get(url.pathname.replace('/wine/', ''));
      return new Response(body ?? null, { status: body === undefined ? 404 : 200 });
    };
    try {
      const model = (await gl.loadModel('https://models.example/wine/model.json')) as gl.Sequential;
      const prediction = await fromTensor(await model.predict(dataOf(inputs[0])));
      const expected = { shape: outputs[0].shape, data: Float64Array.from(outputs[0].data) };
      expectClose(prediction, expected, { tolerance: 1e-5, floor: 1 });
      model.dispose();
      await expect(gl.loadModel('https://models.example/beer/model.json')).rejects.toThrow(
        'answered with status 404',
      );
    } finally {
      globalThis.fetch = fetch;
    }
  });

  test('quantized weights', async () => {
    const [{ json, weights }] = cases;
    const [{ weights: specs }] = json.weightsManifest;
    const floats = new Float32Array(bytesOf(weights).buffer);
    const scale = 1 / 128;
    const quantized = Uint8Array.from(floats, (value) => Math.round((value + 1) / scale));
    const manifest = specs.map((spec) => ({ ...spec, quantization: { dtype: 'uint8', scale, min: -1 } }));
    const model = await gl.loadModel(
      filesOf({ ...json, weightsManifest: [{ paths: ['weights.bin'], weights: manifest }] }, quantized),
    );
    const [kernel] = model.getWeights();
    for (const [i, value] of (await kernel.data()).entries()) expect(value).toBeCloseTo(floats[i], 2);
    model.dispose();
  });
});

describe('what is no such model is refused', () => {
  const [{ json, weights }] = cases;
  const manifest = json.weightsManifest[0];
  const first = json.modelTopology.config.layers[0];
  const nested = {
    class_name: 'Sequential',
    config: { layers: [{ ...first, class_name: 'Sequential', config: { ...first.config, layers: [] } }] },
  };
  test.each<[what: string, json: unknown, bytes: number, message: string]>([
    ['no JSON', '{', 0, 'the file is no JSON'],
    ['a graph model', { format: 'graph-model', modelTopology: { node: [] } }, 0, 'holds no model of layers'],
    ['no manifest', { ...json, weightsManifest: undefined }, 0, 'no weightsManifest'],
    ['weights that are cut off', json, 100, 'It is truncated'],
    ['a model in a model', { ...json, modelTopology: nested }, 0, 'has a model'],
    [
      'a weight too few',
      { ...json, weightsManifest: [{ ...manifest, weights: manifest.weights.slice(0, -1) }] },
      -12,
      'has no weight',
    ],
    [
      'an unknown dtype',
      { ...json, weightsManifest: [{ ...manifest, weights: [{ ...manifest.weights[0], dtype: 'string' }] }] },
      0,
      'dtype string',
    ],
    [
      'a file that is missing',
      { ...json, weightsManifest: [{ ...manifest, paths: ['other.bin'] }] },
      0,
      'the model needs the file other.bin',
    ],
  ])('%s', async (_, changed, bytes, message) => {
    const text = typeof changed === 'string' ? changed : JSON.stringify(changed);
    const cut = bytes === 0 ? bytesOf(weights) : bytesOf(weights).slice(0, bytes);
    const files = [new File([text], 'model.json'), new File([cut], 'weights.bin')];
    await expect(gl.loadModel(files)).rejects.toThrow(message);
  });
});
