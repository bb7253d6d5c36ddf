/**
 * Derivatives of elementwise operations in float64, by name: one function for each operand. Formulas of
 * their own, so that a mistake in the differences of a reference cannot hide one in a gradient.
 */

import { fromFlat } from './array.ts';
import { gelu } from './ops.ts';

type Derivative = (...at: number[]) => number;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const softplus = (x: number): number => Math.log1p(Math.exp(x));
/** The normal distribution: gelu(x) = x * cdf(x). */
const cdf = (x: number): number => (x === 0 ? 0.5 : gelu(fromFlat([x], [1])).data[0] / x);
const pdf = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

const LAMBDA = 1.0507009873554805;
const ALPHA = 1.6732632423543772;

export const derivatives: Readonly<Record<string, readonly Derivative[]>> = {
  neg: [() => -1],
  abs: [Math.sign],
  exp: [Math.exp],
  expm1: [Math.exp],
  log: [(x) => 1 / x],
  log1p: [(x) => 1 / (1 + x)],
  sqrt: [(x) => 0.5 / Math.sqrt(x)],
  rsqrt: [(x) => -0.5 * x ** -1.5],
  square: [(x) => 2 * x],
  reciprocal: [(x) => -1 / (x * x)],
  sin: [Math.cos],
  cos: [(x) => -Math.sin(x)],
  tan: [(x) => 1 / Math.cos(x) ** 2],
  asin: [(x) => 1 / Math.sqrt(1 - x * x)],
  acos: [(x) => -1 / Math.sqrt(1 - x * x)],
  atan: [(x) => 1 / (1 + x * x)],
  sinh: [Math.cosh],
  cosh: [Math.sinh],
  tanh: [(x) => 1 / Math.cosh(x) ** 2],
  asinh: [(x) => 1 / Math.sqrt(x * x + 1)],
  acosh: [(x) => 1 / Math.sqrt(x * x - 1)],
  atanh: [(x) => 1 / (1 - x * x)],
  erf: [(x) => (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x)],
  sigmoid: [(x) => sigmoid(x) * sigmoid(-x)],
  logSigmoid: [(x) => sigmoid(-x)],
  softplus: [sigmoid],
  softsign: [(x) => 1 / (1 + Math.abs(x)) ** 2],
  relu: [(x) => Number(x > 0)],
  relu6: [(x) => Number(x > 0 && x < 6)],
  leakyRelu: [(x) => (x > 0 ? 1 : 0.2)],
  elu: [(x) => (x > 0 ? 1 : Math.exp(x))],
  selu: [(x) => LAMBDA * (x > 0 ? 1 : ALPHA * Math.exp(x))],
  gelu: [(x) => cdf(x) + x * pdf(x)],
  silu: [(x) => sigmoid(x) * (1 + x * sigmoid(-x))],
  mish: [(x) => Math.tanh(softplus(x)) + (x * sigmoid(x)) / Math.cosh(softplus(x)) ** 2],
  hardSigmoid: [(x) => (Math.abs(x) < 3 ? 1 / 6 : 0)],
  hardSilu: [(x) => (Math.abs(x) < 3 ? x / 3 + 0.5 : Number(x > 0))],
  add: [() => 1, () => 1],
  sub: [() => 1, () => -1],
  mul: [(_, b) => b, (a) => a],
  div: [(_, b) => 1 / b, (a, b) => -a / (b * b)],
  pow: [(a, b) => b * a ** (b - 1), (a, b) => a ** b * Math.log(a)],
  mod: [() => 1, (a, b) => -Math.floor(a / b)],
  squaredDifference: [(a, b) => 2 * (a - b), (a, b) => 2 * (b - a)],
  atan2: [(a, b) => b / (a * a + b * b), (a, b) => -a / (a * a + b * b)],
  maximum: [(a, b) => Number(a > b), (a, b) => Number(b > a)],
  minimum: [(a, b) => Number(a < b), (a, b) => Number(b < a)],
};
