import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { type Shape, sizeOf } from '../core/shape.ts';
import { FunctionLayer } from './function-layer.ts';
import type { Layer, LayerOptions } from './layer.ts';

export interface ReshapeOptions extends LayerOptions {
  /** The shape of an example afterwards; one length may be -1. */
  readonly targetShape: Shape;
}

/** The same elements of each example under another shape. Costs nothing. Keras: Reshape. */
export function reshape(options: ReshapeOptions): Layer {
  const { targetShape } = options;
  const valid = (n: number): boolean => Number.isInteger(n) && (n > 0 || n === -1);
  if (!targetShape.every(valid) || targetShape.filter((n) => n === -1).length > 1) {
    throw new ArgumentError(
      `layers.reshape: targetShape must hold positive integers and at most one -1, got ${shapeText(targetShape)}.`,
    );
  }
  return new FunctionLayer('reshape', options, {
    options: ['targetShape'],
    call: (x) => x.reshape([x.shape[0], ...resolve(x.shape.slice(1), targetShape)]),
    outputShape: (shape) => resolve(shape, targetShape),
  });
}

function resolve(shape: Shape, target: Shape): number[] {
  const rest = sizeOf(shape) / sizeOf(target.filter((n) => n !== -1));
  const resolved = target.map((n) => (n === -1 ? rest : n));
  if (Number.isInteger(rest) && sizeOf(resolved) === sizeOf(shape)) return resolved;
  throw new ShapeError(
    `layers.reshape: examples of shape ${shapeText(shape)} have ${sizeOf(shape)} elements and cannot become ` +
      `${shapeText(target)}.`,
  );
}
