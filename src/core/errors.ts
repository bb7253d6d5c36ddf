/** Base of every error that gradloom throws on purpose. */
export class GradloomError extends Error {
  // Written out in every class: a minifier renames the classes themselves.
  override readonly name: string = 'GradloomError';
}

/** An argument has a wrong value, or a name nobody knows. */
export class ArgumentError extends GradloomError {
  override readonly name = 'ArgumentError';
}
/** Shapes that do not fit each other or the operation. */
export class ShapeError extends GradloomError {
  override readonly name = 'ShapeError';
}
/** A tensor of the wrong element type. */
export class DTypeError extends GradloomError {
  override readonly name = 'DTypeError';
}
/** Data that would train silently to nonsense: NaN, infinity, labels out of range. */
export class DataError extends GradloomError {
  override readonly name = 'DataError';
}
/** A call at the wrong time: before compile, after dispose, during another fit. */
export class StateError extends GradloomError {
  override readonly name = 'StateError';
}
/** There is no WebGPU, or no adapter. */
export class NoWebGPUError extends GradloomError {
  override readonly name = 'NoWebGPUError';
}
/** The device cannot do what the program needs. */
export class DeviceLimitError extends GradloomError {
  override readonly name = 'DeviceLimitError';
}
/** The GPU rejected an allocation. */
export class OutOfMemoryError extends GradloomError {
  override readonly name = 'OutOfMemoryError';
}
/** The GPU process or driver went away, or the device was destroyed. */
export class DeviceLostError extends GradloomError {
  override readonly name = 'DeviceLostError';
}
/** WebGPU reported a validation or internal error: a bug of gradloom's. */
export class GpuError extends GradloomError {
  override readonly name = 'GpuError';
}
/** A file that is damaged, truncated, or of another kind than it should be. */
export class FormatError extends GradloomError {
  override readonly name = 'FormatError';
}
/** The loss turned into NaN or infinity. */
export class NonFiniteLossError extends GradloomError {
  override readonly name = 'NonFiniteLossError';
}
