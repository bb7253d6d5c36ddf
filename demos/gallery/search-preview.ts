import { animate, themeColor } from './animate.ts';

const axes = 4;
const trials = 14;
const trialsPerSecond = 2;
const secondsOfRest = 3;
/** Where the best trial crosses the axes, from 0 to 1; the last axis is the error. */
const goal = [0.18, 0.62, 0.4, 0.06];

/** A trial's places: anywhere at first, near the goal in the end, as in a search that learns. */
function placesOf(trial: number): number[] {
  const spread = 1 - trial / trials;
  const places = goal.slice(0, -1).map((at, axis) => {
    const somewhere = (Math.sin(12.9 * (trial + 1) + 78.2 * axis) * 43758.5) % 1;
    return at + spread * (Math.abs(somewhere) - at);
  });
  const distance = places.reduce((sum, place, axis) => sum + Math.abs(place - goal[axis]), 0);
  return [...places, Math.min(goal[axes - 1] + distance / 1.5, 1)];
}

/** The card of the hyperparameters: trials as lines across parallel axes, one after the other. */
export function drawSearchPreview(canvas: HTMLCanvasElement): void {
  const all = Array.from({ length: trials }, (_, trial) => placesOf(trial));
  animate(canvas, trials / trialsPerSecond, (context, width, height, seconds) => {
    const x = (axis: number) => 36 + (axis / (axes - 1)) * (width - 72);
    const y = (place: number) => height - 22 - place * (height - 44);
    context.lineWidth = 1;
    context.strokeStyle = themeColor('--rule-strong');
    for (let axis = 0; axis < axes; axis++) {
      context.beginPath();
      context.moveTo(x(axis), y(0));
      context.lineTo(x(axis), y(1));
      context.stroke();
    }
    const now = Math.floor(seconds * trialsPerSecond) % (trials + secondsOfRest * trialsPerSecond);
    const shown = all.slice(0, now + 1);
    const best = Math.min(...shown.map((places) => places[axes - 1]));
    for (const places of shown) {
      const isBest = places[axes - 1] === best;
      context.strokeStyle = themeColor(isBest ? '--orange' : '--blue');
      context.globalAlpha = isBest ? 1 : 0.45;
      context.lineWidth = isBest ? 2.5 : 1.5;
      context.beginPath();
      places.forEach((place, axis) => {
        context.lineTo(x(axis), y(place));
      });
      context.stroke();
    }
    context.globalAlpha = 1;
  });
}
