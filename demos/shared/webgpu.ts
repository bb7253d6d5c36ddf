import type { Words } from './language.ts';

export interface AdapterFacts {
  /** Why there is no adapter; null when there is one. */
  readonly problem: Words | null;
  /** What to call the adapter: `apple metal-3`, `software adapter (SwiftShader)`. */
  readonly name: Words;
  readonly software: boolean;
}

const texts = {
  none: {
    en: 'It has no WebGPU: navigator.gpu does not exist.',
    ko: 'WebGPU가 없습니다. navigator.gpu가 존재하지 않습니다.',
  },
  noAdapter: {
    en: 'It has WebGPU, but found no graphics adapter that it may use.',
    ko: 'WebGPU는 있지만 쓸 수 있는 그래픽 어댑터를 찾지 못했습니다.',
  },
  software: { en: 'a software adapter (no GPU)', ko: '소프트웨어 어댑터(GPU 없음)' },
} satisfies Record<string, Words>;

const without = (problem: Words): AdapterFacts => ({ problem, name: '', software: false });

/** Looks for a WebGPU adapter, without starting the engine. */
export async function findAdapter(): Promise<AdapterFacts> {
  if (!window.isSecureContext) {
    return without({
      en: `Browsers offer WebGPU only to pages from https:// or http://localhost, and this one comes from ${location.origin}.`,
      ko: `브라우저는 https:// 또는 http://localhost 페이지에서만 WebGPU를 제공하는데, 이 페이지의 주소는 ${location.origin}입니다.`,
    });
  }
  if (!('gpu' in navigator)) return without(texts.none);
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) return without(texts.noAdapter);
  const { vendor, architecture, description } = adapter.info;
  const software = architecture === 'swiftshader' || adapter.info.isFallbackAdapter;
  if (software) return { problem: null, name: texts.software, software };
  return {
    problem: null,
    name: description || `${vendor} ${architecture}`.trim() || 'unnamed adapter',
    software,
  };
}
