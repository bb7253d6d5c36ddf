import { describeAdapter } from '../../bench/adapter.ts';

/** Where the figures come from. */
export interface Machine {
  readonly adapter: string;
  /** The adapter is a CPU. */
  readonly software: boolean;
  readonly browser: string;
  /** Threads that run at once. */
  readonly cores: number;
}

/** In the order in which they are asked for: every browser claims to be several. */
const BROWSERS = [
  ['Edge', /\bEdg\/([\d.]+)/],
  ['Firefox', /\bFirefox\/([\d.]+)/],
  ['Chrome', /Chrome\/([\d.]+)/],
  ['Safari', /\bVersion\/([\d.]+).*Safari/],
] as const;

/** Name and main version, from a user agent string. */
export function browserOf(userAgent: string): string {
  for (const [name, pattern] of BROWSERS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version) return `${name} ${Number.parseInt(version, 10)}`;
  }
  return userAgent;
}

export async function describeMachine(): Promise<Machine> {
  const { name, software } = (await describeAdapter()) ?? { name: 'no WebGPU', software: false };
  const { userAgent, hardwareConcurrency } = navigator;
  return { adapter: name, software, browser: browserOf(userAgent), cores: hardwareConcurrency };
}
