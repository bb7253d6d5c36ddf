import { animate, themeColor } from './animate.ts';

const count = 36;
const steps = 90;

/** The page's ornament: tangled threads that become orderly from left to right, as weights do in training. */
export function drawThreads(canvas: HTMLCanvasElement): void {
  animate(canvas, 4, (context, width, height, seconds) => {
    const colors = [themeColor('--blue'), themeColor('--orange')];
    context.lineWidth = 1.1;
    for (let thread = 0; thread < count; thread++) {
      const rest = height * (0.08 + (0.84 * thread) / (count - 1));
      // The golden ratio spreads the phases evenly without repeating.
      const phase = thread * 2.399963;
      context.strokeStyle = colors[thread % 5 === 0 ? 1 : 0];
      context.globalAlpha = 0.16 + 0.16 * Math.abs(Math.sin(phase));
      context.beginPath();
      for (let i = 0; i <= steps; i++) {
        const share = i / steps;
        const tangle = (1 - share) ** 1.7 * height * 0.42;
        const wave =
          Math.sin(phase + share * (5 + (thread % 4)) + seconds * 0.14) * 0.7 +
          Math.sin(phase * 1.7 - share * 9 + seconds * 0.09) * 0.3;
        context.lineTo(share * width, rest + wave * tangle);
      }
      context.stroke();
    }
  });
}
