import { describeAdapter } from '../adapter.ts';
import { measureCopyBandwidth } from '../copy-bandwidth.ts';
import { measureEncoding } from '../encoding.ts';
import type { AdapterReport } from './messages.ts';

/** @returns null where there is no adapter */
export async function reportAdapter(): Promise<AdapterReport | null> {
  const adapter = await describeAdapter();
  const info = (await navigator.gpu.requestAdapter())?.info;
  if (!adapter || !info) return null;
  const { device, description: driver } = info;
  // Browsers keep the GPU's name to themselves, Dawn has it.
  const name = adapter.software ? adapter.name : device || adapter.name;
  const copyBandwidth = await measureCopyBandwidth();
  return { ...adapter, name, driver, copyBandwidth, encoding: await measureEncoding() };
}
