import { features, type Line, labels, leastSquares } from '../linear-regression/points.ts';
import { animate, themeColor } from './animate.ts';

const stepsPerSecond = 20;
const secondsPerRun = 7;
const secondsOfRest = 2.5;
const slopeRate = 0.0016;
const levelRate = 0.018;

/** Lines that plain gradient descent passes through, from a poor start: twelve points need no GPU. */
function descent(): Line[] {
  const middle = features.reduce((sum, feature) => sum + feature, 0) / features.length;
  // Slope and height above the middle of the points, rather than intercept: both then settle at a similar pace.
  let slope = -0.6;
  let level = 11;
  return Array.from({ length: stepsPerSecond * secondsPerRun }, () => {
    const line = { slope, intercept: level - slope * middle };
    const errors = features.map((x, i) => line.slope * x + line.intercept - labels[i]);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    slope -= slopeRate * 2 * mean(errors.map((error, i) => error * (features[i] - middle)));
    level -= levelRate * 2 * mean(errors);
    return line;
  });
}

/** The card of the linear regression: the points, and a line on its way to them, over and over. */
export function drawLinePreview(canvas: HTMLCanvasElement): void {
  const lines = descent();
  const best = leastSquares(features, labels);
  animate(canvas, secondsPerRun, (context, width, height, seconds) => {
    const x = (value: number) => 28 + ((value - 0.2) / 12.6) * (width - 56);
    const y = (value: number) => height - 18 - (value / 42) * (height - 36);
    const stroke = (
      line: { slope: number; intercept: number },
      color: string,
      alpha: number,
      thickness: number,
    ) => {
      context.strokeStyle = color;
      context.globalAlpha = alpha;
      context.lineWidth = thickness;
      context.beginPath();
      context.moveTo(x(0.2), y(line.intercept + 0.2 * line.slope));
      context.lineTo(x(12.8), y(line.intercept + 12.8 * line.slope));
      context.stroke();
    };
    const step = Math.floor((seconds % (secondsPerRun + secondsOfRest)) * stepsPerSecond);
    const now = Math.min(step, lines.length - 1);
    context.setLineDash([5, 5]);
    stroke(best, themeColor('--ink-soft'), 0.5, 1.25);
    context.setLineDash([]);
    for (let past = 1; past <= 6; past++) {
      const earlier = now - 3 * past;
      if (earlier >= 0) stroke(lines[earlier], themeColor('--orange'), 0.28 - 0.04 * past, 1.5);
    }
    stroke(lines[now], themeColor('--orange'), 1, 2.5);
    context.globalAlpha = 1;
    context.fillStyle = themeColor('--blue');
    features.forEach((feature, i) => {
      context.beginPath();
      context.arc(x(feature), y(labels[i]), 4.5, 0, 2 * Math.PI);
      context.fill();
    });
  });
}
