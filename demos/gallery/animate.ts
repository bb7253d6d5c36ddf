/**
 * Calls `draw` with the seconds since the start, about 30 times a second while `canvas` is on the screen; once, at
 * `still` seconds, for people who asked for less motion. Keeps the canvas as sharp as the screen, and redraws it
 * when its size or the colour scheme changes.
 */
export function animate(
  canvas: HTMLCanvasElement,
  still: number,
  draw: (context: CanvasRenderingContext2D, width: number, height: number, seconds: number) => void,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const started = performance.now();
  let visible = false;
  let frame = 0;
  let drawn = 0;

  const paint = (now: number) => {
    const { clientWidth: width, clientHeight: height } = canvas;
    const density = window.devicePixelRatio;
    if (canvas.width !== Math.round(width * density)) canvas.width = Math.round(width * density);
    if (canvas.height !== Math.round(height * density)) canvas.height = Math.round(height * density);
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, width, height);
    draw(context, width, height, calm.matches ? still : (now - started) / 1000);
  };
  const tick = (now: number) => {
    if (now - drawn > 30) {
      drawn = now;
      paint(now);
    }
    frame = visible && !calm.matches ? requestAnimationFrame(tick) : 0;
  };
  const wake = () => {
    if (frame === 0) frame = requestAnimationFrame(tick);
  };
  new IntersectionObserver(([entry]) => {
    visible = entry.isIntersecting;
    wake();
  }).observe(canvas);
  new ResizeObserver(wake).observe(canvas);
  calm.addEventListener('change', wake);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', wake);
}

/** The value of a custom property of theme.css. */
export const themeColor = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();
