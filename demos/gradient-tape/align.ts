/** Points by x; a chart has one x axis for all of its series. */
export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Puts series with different x on one ascending axis: null where a series has no point. */
export function align(...series: readonly Points[]): { x: number[]; columns: (number | null)[][] } {
  const all = new Set(series.flatMap(({ x }) => Array.from(x)));
  const x = [...all].sort((a, b) => a - b);
  const columns = series.map((points) => {
    const values = new Map(Array.from(points.x, (at, i) => [at, points.y[i]]));
    return x.map((at) => values.get(at) ?? null);
  });
  return { x, columns };
}
