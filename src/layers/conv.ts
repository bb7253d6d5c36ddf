import { ArgumentError, ShapeError } from '../core/errors.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { concat } from '../ops/concat.ts';
import type { conv2d } from '../ops/convolution.ts';
import { split } from '../ops/split.ts';
import { ConvLayer, type ConvLayerOptions } from './conv-layer.ts';
import { checkPositiveInteger } from './layer.ts';
import { BIAS, KERNEL, WINDOWS } from './option-names.ts';

export interface ConvOptions extends ConvLayerOptions {
  /** Number of channels of the output. */
  readonly filters: number;
  /** Groups of neighbouring channels, each with its share of the filters, which see no other group. Default 1. */
  readonly groups?: number;
}

/** Convolution over one or two axes. */
export class Conv extends ConvLayer {
  declare readonly options: ConvOptions;
  readonly kind: string;
  override readonly ownOptions: readonly string[] = [...BIAS, ...KERNEL, ...WINDOWS, 'filters', 'groups'];
  readonly filters: number;
  readonly groups: number;
  readonly #op: typeof conv2d;

  constructor(kind: string, spatialRank: 1 | 2, op: typeof conv2d, options: ConvOptions) {
    super(`layers.${kind}`, spatialRank, options);
    checkPositiveInteger(`layers.${kind}`, 'filters', options.filters);
    const { filters, groups = 1 } = options;
    checkPositiveInteger(`layers.${kind}`, 'groups', groups);
    if (filters % groups !== 0) {
      throw new ArgumentError(
        `layers.${kind}: groups must divide filters, got ${groups} groups and ${filters} filters.`,
      );
    }
    this.kind = kind;
    this.groups = groups;
    this.filters = filters;
    this.#op = op;
  }

  override build(inputShape: Shape): void {
    this.requireImage(inputShape);
    const channels = inputShape[inputShape.length - 1];
    if (channels % this.groups !== 0) {
      throw new ShapeError(
        `layers.${this.kind} '${this.title}': ${channels} channels do not divide into ${this.groups} groups.`,
      );
    }
    this.addKernel([...this.kernelSize, channels / this.groups, this.filters], this.filters);
  }

  protected product(x: Tensor, kernel: Tensor): Tensor {
    const { groups, geometry } = this;
    if (groups === 1) return this.#op(x, kernel, geometry);
    const kernels = split(kernel, groups, -1);
    return concat(
      split(x, groups, -1).map((part, k) => this.#op(part, kernels[k], geometry)),
      -1,
    );
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return [...this.windowCounts(inputShape), this.filters];
  }
}
