import type { search } from '../../src/index.ts';
import { create } from '../shared/dom.ts';
import { significant } from '../shared/format.ts';
import { inLanguage, onLanguage, say } from '../shared/language.ts';
import { search as texts } from './texts.ts';
import { errorOf, stateText } from './trials.ts';

const margin = { top: 30, right: 52, bottom: 16, left: 46 };

type Attributes = Readonly<Record<string, string | number>>;

function draw(name: string, attributes: Attributes, ...children: (Node | string)[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, `${value}`);
  element.append(...children);
  return element;
}

export interface ParallelPicture {
  readonly element: HTMLElement;
  show(result: search.SearchResult | null): void;
}

/** A vertical axis for every hyperparameter and one for the error; every trial is a line across all of them. */
export function createParallelPicture(): ParallelPicture {
  const svg = draw('svg', { role: 'img' });
  const legend = create('ul', { className: 'legend' });
  for (const [kind, text] of [
    ['best', texts.bestLine],
    ['completed', texts.completed],
    ['pruned', texts.prunedLine],
  ] as const) {
    const swatch = create('span', { className: `swatch ${kind === 'pruned' ? 'dashed' : ''} ${kind}` });
    legend.append(create('li', {}, swatch, say(create('span'), text)));
  }
  const empty = say(create('p', { className: 'empty' }), texts.pictureEmpty);
  const plot = create('div', { className: 'plot' });
  plot.append(svg, empty);
  let shown: search.SearchResult | null = null;
  const paint = () => {
    const { clientWidth: width, clientHeight: height } = plot;
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.setAttribute('aria-label', inLanguage(texts.picture));
    svg.replaceChildren(...(shown?.best && width > 0 ? picture(shown, width, height) : []));
  };
  new ResizeObserver(paint).observe(plot);
  onLanguage(paint);
  return {
    element: create(
      'figure',
      { className: 'panel chart parallel' },
      say(create('figcaption'), texts.picture),
      legend,
      plot,
    ),
    show: (result) => {
      shown = result;
      empty.hidden = Boolean(result?.best);
      paint();
    },
  };
}

function picture(result: search.SearchResult, width: number, height: number): SVGElement[] {
  const { axes, lines } = result.parallelCoordinates();
  const scores = lines.map(({ trial }) => trial.score ?? 0);
  const [low, high] = [Math.floor(Math.min(...scores)), Math.ceil(Math.max(...scores))];
  const error = {
    name: inLanguage(texts.error),
    ticks: [low, high].map((score, place) => ({ place, label: significant(errorOf(score), 1) })),
  };
  const all = [
    ...axes.map(({ name, ticks }) => ({ name: inLanguage(texts.parameters[name] ?? name), ticks })),
    error,
  ];
  const x = (axis: number) => margin.left + (axis / (all.length - 1)) * (width - margin.left - margin.right);
  const y = (place: number) => height - margin.bottom - place * (height - margin.top - margin.bottom);
  const scorePlace = (score: number) => (high > low ? (score - low) / (high - low) : 0.5);
  // The best comes last, on top of the others.
  const rank = ({ trial }: (typeof lines)[number]) =>
    Number(trial.state !== 'pruned') + Number(trial === result.best);
  const paths = [...lines]
    .sort((a, b) => rank(a) - rank(b))
    .map(({ trial, places }) => {
      const points = [...places, scorePlace(trial.score ?? 0)].map((place, i) => `${x(i)},${y(place)}`);
      const kind = trial === result.best ? 'best' : trial.state;
      const words = `${trial.id + 1}: ${significant(errorOf(trial.score ?? 0))}, ${inLanguage(stateText[trial.state])}`;
      return draw('polyline', { class: kind, points: points.join(' ') }, draw('title', {}, words));
    });
  const scales = all.flatMap(({ name, ticks }, axis) => {
    const anchor = axis === 0 ? 'start' : axis === all.length - 1 ? 'end' : 'middle';
    const edge = axis === 0 ? 0 : axis === all.length - 1 ? width : x(axis);
    return [
      draw('line', { x1: x(axis), x2: x(axis), y1: y(0), y2: y(1) }),
      draw('text', { class: 'name', x: edge, y: 12, 'text-anchor': anchor }, name),
      ...ticks.map(({ place, label }) =>
        axis === 0
          ? draw('text', { x: x(axis) - 6, y: y(place) + 4, 'text-anchor': 'end' }, label)
          : draw('text', { x: x(axis) + 6, y: y(place) + 4 }, label),
      ),
    ];
  });
  return [...paths, ...scales];
}
