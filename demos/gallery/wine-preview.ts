import { featureNames, loadWines } from '../red-wine/data.ts';
import { inLanguage, type Text } from '../shared/language.ts';
import { animate, themeColor } from './animate.ts';

const texts = {
  quality: { en: 'quality', ko: '품질' },
  acidity: { en: 'less volatile acidity ↑', ko: '휘발성 산이 적은 쪽 ↑' },
  alcohol: { en: 'more alcohol →', ko: '알코올이 많은 쪽 →' },
} satisfies Record<string, Text>;

const levels = [3, 4, 5, 6, 7, 8];
const secondsPerLevel = 1.6;
const margin = { left: 16, right: 16, top: 34, bottom: 26 };

/** The card of the wines: all of them by alcohol and volatile acidity, one quality lit up at a time. */
export async function showWinePreview(canvas: HTMLCanvasElement): Promise<void> {
  const { features, qualities, count } = await loadWines();
  const column = (name: string) => {
    const index = featureNames.indexOf(name);
    return Array.from({ length: count }, (_, row) => features[row * featureNames.length + index]);
  };
  const [alcohol, acidity] = [column('alcohol'), column('volatile acidity')];
  const still = levels.indexOf(7) * secondsPerLevel;
  animate(canvas, still, (context, width, height, seconds) => {
    const lit = levels[Math.floor(seconds / secondsPerLevel) % levels.length];
    const x = (value: number) => margin.left + ((value - 8.4) / 6) * (width - margin.left - margin.right);
    // The outermost few sours would squeeze all others.
    const y = (value: number) =>
      margin.top + ((Math.min(value, 1.2) - 0.1) / 1.1) * (height - margin.top - margin.bottom);
    const dots = (color: string, alpha: number, radius: number, shown: (quality: number) => boolean) => {
      context.fillStyle = themeColor(color);
      context.globalAlpha = alpha;
      for (let row = 0; row < count; row++) {
        if (!shown(qualities[row])) continue;
        context.beginPath();
        context.arc(x(alcohol[row]), y(acidity[row]), radius, 0, 2 * Math.PI);
        context.fill();
      }
    };
    dots('--ink-soft', 0.16, 2, (quality) => quality !== lit);
    dots(lit > 5 ? '--blue' : '--orange', 0.75, 2.75, (quality) => quality === lit);
    context.globalAlpha = 1;
    context.font = '600 13px system-ui, sans-serif';
    context.textAlign = 'left';
    context.fillText(`${inLanguage(texts.quality)} ${lit}`, margin.left, 22);
    context.font = '11px system-ui, sans-serif';
    context.fillStyle = themeColor('--ink-soft');
    context.fillText(inLanguage(texts.acidity), margin.left, height - 9);
    context.textAlign = 'right';
    context.fillText(inLanguage(texts.alcohol), width - margin.right, height - 9);
  });
}
