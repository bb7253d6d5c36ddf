import { loadHousing } from '../california-housing/data.ts';
import { mapShape, positionOf, priceColor } from '../california-housing/map.ts';
import { animate } from './animate.ts';

const every = 8;
const seconds = 6;
const secondsOfRest = 4;

/** The card of California housing: the districts appear on the map, the cheapest first. */
export async function showHousePreview(canvas: HTMLCanvasElement): Promise<void> {
  const { x, y } = await loadHousing();
  const districts = Array.from({ length: Math.floor(y.data.length / every) }, (_, i) => {
    const row = i * every;
    const [across, down] = positionOf(x.data, row);
    return { across, down, price: y.data[row] };
  }).sort((a, b) => a.price - b.price);
  const colors = districts.map(({ price }) => priceColor(price));
  animate(canvas, seconds, (context, width, height, now) => {
    const mapWidth = height * mapShape;
    const shown = Math.min((now % (seconds + secondsOfRest)) / seconds, 1) * districts.length;
    districts.slice(0, shown).forEach(({ across, down }, i) => {
      context.fillStyle = colors[i];
      context.beginPath();
      context.arc((width - mapWidth) / 2 + across * mapWidth, 6 + down * (height - 12), 1.8, 0, 2 * Math.PI);
      context.fill();
    });
  });
}
