export interface AdapterFacts {
  /** Why there is no adapter; null when there is one. */
  readonly problem: string | null;
  /** What to call the adapter: `apple metal-3`, `software adapter (SwiftShader)`. */
  readonly name: string;
  readonly software: boolean;
}

const without = (problem: string): AdapterFacts => ({ problem, name: '', software: false });

/** Looks for a WebGPU adapter, without starting the engine. */
export async function findAdapter(): Promise<AdapterFacts> {
  if (!window.isSecureContext) {
    return without(
      `Browsers offer WebGPU only to pages from https:// or http://localhost, and this one comes from ${location.origin}.`,
    );
  }
  if (!('gpu' in navigator)) return without('It has no WebGPU: navigator.gpu does not exist.');
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) return without('It has WebGPU, but found no graphics adapter that it may use.');
  const { vendor, architecture, description } = adapter.info;
  const software = architecture === 'swiftshader' || adapter.info.isFallbackAdapter;
  if (software) return { problem: null, name: 'a software adapter (no GPU)', software };
  return {
    problem: null,
    name: description || `${vendor} ${architecture}`.trim() || 'unnamed adapter',
    software,
  };
}
