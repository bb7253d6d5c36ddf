import { animate, themeColor } from './animate.ts';

const target = { W: 3, b: 2 };
const learningRate = 0.1;
const steps = 15;
const stepsPerSecond = 3;
const secondsOfRest = 2;
const radii = [0.35, 0.8, 1.4, 2.1, 2.9];

/** The way of W and b down the loss (W - 3)² + (b - 2)² + 1, which is that of y = 3x + 2 and noise, but for chance. */
function descent(W: number, b: number): { W: number; b: number }[] {
  const way = [{ W, b }];
  for (let step = 0; step < steps; step++) {
    const last = way[way.length - 1];
    way.push({
      W: last.W - 2 * learningRate * (last.W - target.W),
      b: last.b - 2 * learningRate * (last.b - target.b),
    });
  }
  return way;
}

/** The card of the gradient tape: contour lines of a loss, and steps downhill from several starts. */
export function drawDescentPreview(canvas: HTMLCanvasElement): void {
  const ways = [descent(5.4, 0.1), descent(0.2, 0.6), descent(1, 3.9), descent(6.4, 3.4)];
  animate(canvas, steps / stepsPerSecond, (context, width, height, seconds) => {
    const unit = width / 8;
    const x = (W: number) => width / 2 + (W - target.W) * unit;
    const y = (b: number) => height / 2 - ((b - target.b) * height) / 5;
    context.strokeStyle = themeColor('--ink-soft');
    radii.forEach((radius, i) => {
      context.globalAlpha = 0.5 - 0.08 * i;
      context.beginPath();
      context.ellipse(x(target.W), y(target.b), radius * unit, (radius * height) / 5, 0, 0, 2 * Math.PI);
      context.stroke();
    });
    const now = Math.min((seconds * stepsPerSecond) % (steps + secondsOfRest * stepsPerSecond), steps);
    context.lineWidth = 2;
    ways.forEach((way, i) => {
      const color = themeColor(i === 0 ? '--orange' : '--blue');
      context.strokeStyle = color;
      context.fillStyle = color;
      context.globalAlpha = i === 0 ? 1 : 0.45;
      const shown = way.slice(0, Math.floor(now) + 1);
      context.beginPath();
      for (const at of shown) context.lineTo(x(at.W), y(at.b));
      context.stroke();
      for (const at of shown) {
        context.beginPath();
        context.arc(x(at.W), y(at.b), 3.5, 0, 2 * Math.PI);
        context.fill();
      }
    });
    context.globalAlpha = 1;
  });
}
