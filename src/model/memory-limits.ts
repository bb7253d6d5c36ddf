/** Sizes that decide how data reaches the GPU. Tests lower them. */
export const memoryLimits = {
  /** Data sets larger than this many bytes are streamed; the device's own limits count, too. */
  residentBytes: Number.POSITIVE_INFINITY,
  /** Bytes of a data set that are on the GPU at a time while it is streamed. */
  windowBytes: 32 * 2 ** 20,
  /** Bytes that one upload copies before the page may breathe. */
  uploadBytes: 16 * 2 ** 20,
  /** Bytes of activations that inference may take to work on more rows at a time. */
  inferenceBytes: 32 * 2 ** 20,
  /** Rows that inference works on at a time, at most, unless a larger batchSize is asked for, */
  inferenceRows: 512,
  /** or their activations take no more than so many bytes. */
  smallBytes: 2 ** 20,
};
