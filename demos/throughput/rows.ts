import { timing, type WorkloadResult } from '../../bench/report.ts';

/** The figures of one engine at one batch size. */
export interface Row {
  readonly batchSize: number;
  /** A name of bench/engines. */
  readonly engine: string;
  /** With the version. */
  readonly title: string;
  /** Of a step: the median of the rounds, and the quartiles. */
  readonly milliseconds: number;
  readonly quartiles: readonly [number, number];
  readonly examplesPerSecond: number;
  /** How many times as long as the first engine of this batch size. */
  readonly ratio: number;
  readonly rounds: number;
  readonly stepsPerRound: number;
  /** Calls of WebGPU and bytes per step, and bytes of buffers that are held; null without WebGPU. */
  readonly gpu: {
    readonly dispatches: number;
    readonly submits: number;
    readonly writes: number;
    readonly bytesWritten: number;
    readonly readBacks: number;
    readonly bytesHeld: number;
  } | null;
}

/** In the order of the results: by batch size, then by engine. */
export const rowsOf = (results: readonly WorkloadResult[]): Row[] =>
  results.flatMap(({ amount, measurements }) =>
    measurements.map((measurement): Row => {
      const { engine, title, blocks, stepsPerBlock, callsPerStep: calls, gpuBytes } = measurement;
      const { milliseconds, quartiles, perSecond, ratio } = timing(measurement, measurements[0], amount);
      return {
        batchSize: amount.perStep,
        engine,
        title,
        milliseconds,
        quartiles,
        examplesPerSecond: perSecond,
        ratio,
        rounds: blocks.length,
        stepsPerRound: stepsPerBlock,
        // An engine on the CPU holds nothing on the GPU.
        gpu:
          calls && gpuBytes > 0
            ? {
                dispatches: calls.dispatchWorkgroups,
                submits: calls.submit,
                writes: calls.writeBuffer,
                bytesWritten: calls.writeBufferBytes,
                readBacks: calls.mapAsync,
                bytesHeld: gpuBytes,
              }
            : null,
      };
    }),
  );
