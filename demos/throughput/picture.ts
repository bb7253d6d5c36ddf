import { cssValue } from '../shared/chart-axis.ts';

const MARGIN = 20;
const LINE = 20;
const TITLE = '600 18px system-ui, sans-serif';
const TEXT = '13px system-ui, sans-serif';

/**
 * A chart as a PNG file that speaks for itself: title, legend, plot, and lines below that say where the figures come
 * from, on the page's background.
 */
export async function pictureOf(chart: HTMLElement, notes: readonly string[]): Promise<Blob> {
  const plot = chart.querySelector('canvas')!;
  const density = plot.width / plot.clientWidth;
  const width = plot.clientWidth + 2 * MARGIN;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d')!;
  context.font = TEXT;
  const legend = [...chart.querySelectorAll<HTMLElement>('.legend li:not([hidden])')].map((entry) => ({
    text: entry.querySelector('span:not(.swatch)')?.textContent ?? '',
    color: cssValue(
      entry.querySelector<HTMLElement>('.swatch')!.style.getPropertyValue('--color').slice(4, -1),
    ),
  }));
  const rows = wrapped(legend, ({ text }) => context.measureText(text).width + 44, width - 2 * MARGIN);
  const words = notes.flatMap((note) =>
    wrapped(note.split(' '), (word) => context.measureText(`${word} `).width, width - 2 * MARGIN),
  );
  const plotTop = MARGIN + 34 + LINE * rows.length;
  const height = plotTop + plot.clientHeight + 12 + LINE * words.length + MARGIN;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  context.scale(density, density);
  context.fillStyle = cssValue('--surface');
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'middle';
  context.fillStyle = cssValue('--ink');
  context.font = TITLE;
  context.fillText(chart.querySelector('figcaption')?.textContent ?? '', MARGIN, MARGIN + 10);
  context.font = TEXT;
  for (const [k, row] of rows.entries()) {
    let x = MARGIN;
    const y = MARGIN + 36 + LINE * k;
    for (const { text, color } of row) {
      context.fillStyle = color;
      context.fillRect(x, y - 1.5, 18, 3);
      context.fillStyle = cssValue('--ink');
      context.fillText(text, x + 24, y);
      x += context.measureText(text).width + 44;
    }
  }
  context.drawImage(plot, MARGIN, plotTop, plot.clientWidth, plot.clientHeight);
  context.fillStyle = cssValue('--ink-soft');
  for (const [k, line] of words.entries()) {
    context.fillText(line.join(' '), MARGIN, plotTop + plot.clientHeight + 22 + LINE * k);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.'))));
  });
}

/** Items in rows that fit into a width. */
function wrapped<Item>(items: readonly Item[], widthOf: (item: Item) => number, width: number): Item[][] {
  const rows: Item[][] = [];
  let left = 0;
  for (const item of items) {
    left -= widthOf(item);
    if (rows.length === 0 || left < 0) {
      rows.push([]);
      left = width - widthOf(item);
    }
    rows[rows.length - 1].push(item);
  }
  return rows;
}
