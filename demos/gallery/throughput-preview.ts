import { animate, themeColor } from './animate.ts';

const secondsPerPoint = 0.5;
const secondsOfRest = 4;

/** Each rises with the batch and levels off, as a step's fixed cost is shared by more examples. */
const engines = [
  { color: '--orange', fixed: 2, each: 0.02 },
  { color: '--blue', fixed: 14, each: 0.032 },
  { color: '--ink-soft', fixed: 0.6, each: 0.3 },
];
const sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048];

const rateOf = ({ fixed, each }: (typeof engines)[number], size: number): number =>
  size / (fixed + each * size);
const slowest = Math.min(...engines.map((engine) => rateOf(engine, sizes[0])));
const fastest = Math.max(...engines.map((engine) => rateOf(engine, sizes[sizes.length - 1])));

/** The card of the throughput: curves of rates against batch sizes that grow point by point, and the knee of one. */
export function drawThroughputPreview(canvas: HTMLCanvasElement): void {
  const knee = sizes.findIndex(
    (size) => rateOf(engines[0], size) >= 0.9 * rateOf(engines[0], sizes[sizes.length - 1]),
  );
  animate(canvas, sizes.length * secondsPerPoint, (context, width, height, seconds) => {
    const x = (point: number) => 40 + (point / (sizes.length - 1)) * (width - 80);
    const y = (rate: number) =>
      height - 30 - (Math.log(rate / slowest) / Math.log(fastest / slowest)) * (height - 65);
    context.lineWidth = 1;
    context.strokeStyle = themeColor('--rule');
    for (let line = 0; line < 5; line++) {
      context.beginPath();
      context.moveTo(24, 30 + (line / 4) * (height - 55));
      context.lineTo(width - 24, 30 + (line / 4) * (height - 55));
      context.stroke();
    }
    const now = Math.floor(seconds / secondsPerPoint) % (sizes.length + secondsOfRest / secondsPerPoint);
    const shown = sizes.slice(0, now + 1);
    context.lineWidth = 2.5;
    for (const engine of engines) {
      context.strokeStyle = themeColor(engine.color);
      context.fillStyle = context.strokeStyle;
      context.beginPath();
      shown.forEach((size, point) => {
        context.lineTo(x(point), y(rateOf(engine, size)));
      });
      context.stroke();
      shown.forEach((size, point) => {
        context.beginPath();
        context.arc(x(point), y(rateOf(engine, size)), 3.5, 0, 2 * Math.PI);
        context.fill();
      });
    }
    if (now < sizes.length - 1) return;
    context.strokeStyle = themeColor(engines[0].color);
    context.beginPath();
    context.arc(x(knee), y(rateOf(engines[0], sizes[knee])), 9, 0, 2 * Math.PI);
    context.stroke();
  });
}
