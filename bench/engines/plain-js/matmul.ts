/**
 * c [m, n] += a [m, k] times b [k, n]: along rows of b and c, which is how they lie in memory.
 * @param steps from one row of a to the next, and from one column to the next
 */
export function addProduct(
  c: Float32Array,
  a: Float32Array,
  b: Float32Array,
  [m, k, n]: readonly number[],
  [down, across]: readonly number[] = [k, 1],
): void {
  for (let row = 0; row < m; row++) {
    const to = row * n;
    for (let inner = 0; inner < k; inner++) {
      const factor = a[row * down + inner * across];
      if (factor === 0) continue;
      const from = inner * n;
      for (let column = 0; column < n; column++) c[to + column] += factor * b[from + column];
    }
  }
}

/** c [m, n] += aᵀ times b, where a is [k, m]. */
export const addProductTransposedA = (
  c: Float32Array,
  a: Float32Array,
  b: Float32Array,
  sizes: readonly number[],
): void => addProduct(c, a, b, sizes, [1, sizes[0]]);

/** c [m, n] += a times bᵀ, where b is [n, k]. */
export function addProductTransposedB(
  c: Float32Array,
  a: Float32Array,
  b: Float32Array,
  [m, k, n]: readonly number[],
): void {
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      let sum = 0;
      for (let inner = 0; inner < k; inner++) sum += a[row * k + inner] * b[column * k + inner];
      c[row * n + column] += sum;
    }
  }
}
