import { classNames, loadSampleTest } from '../fashion-mnist/data.ts';
import { drawImage } from '../fashion-mnist/grid.ts';
import { create } from '../shared/dom.ts';

const shown = 60;
const lit = 3;
const milliseconds = 2200;

/** The card of Fashion-MNIST: images of the sample, a few of them lit up and named at a time. */
export async function showClothesPreview(host: HTMLElement): Promise<void> {
  const images = await loadSampleTest();
  const tiles = Array.from({ length: shown }, (_, row) =>
    create('figure', {}, drawImage(images, row), create('figcaption', {}, classNames[images.labels[row]])),
  );
  host.replaceChildren(...tiles);
  let turn = 0;
  const light = () => {
    // Only tiles that are inside the box; the step is coprime to most counts, so that all get their turn.
    const inside = tiles.filter(
      (tile) => tile.offsetTop + tile.offsetHeight <= host.offsetTop + host.clientHeight,
    );
    const chosen = Array.from({ length: lit }, (_, i) => (turn * 7 + i * 11) % inside.length);
    tiles.forEach((tile, i) => {
      tile.classList.toggle('lit', chosen.includes(i));
    });
    turn++;
  };
  light();
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) setInterval(light, milliseconds);
}
