/** The default WebGPU adapter. */
export interface AdapterDescription {
  /** Vendor, architecture and description. */
  readonly name: string;
  /** It is a CPU. */
  readonly software: boolean;
}

/** @returns null where there is no WebGPU */
export async function describeAdapter(): Promise<AdapterDescription | null> {
  const info = (await globalThis.navigator?.gpu?.requestAdapter())?.info;
  if (!info) return null;
  const words = [info.vendor, info.architecture, info.description].filter(Boolean);
  const name = [...new Set(words)].join(' ') || 'unknown adapter';
  const software = info.isFallbackAdapter || /swiftshader|llvmpipe|warp|basic render|software/i.test(name);
  return { name, software };
}
