import { useEffect, useState } from 'preact/hooks';
import { mutationObserver } from '../kit/mutationObserver';

/** The page's colours as a canvas takes them. */
export interface ChartColours {
  readonly text: string;
  readonly grid: string;
  readonly bad: string;
  readonly lines: readonly string[];
  readonly font: string;
  /** The size of the page's text, in CSS pixels: what is drawn grows with it. */
  readonly textPx: number;
}

const seriesTokens = ['--fm-series-1', '--fm-series-2', '--fm-series-3', '--fm-series-4', '--fm-series-5', '--fm-series-6'];

/** The colours of the theme in use: others, with another identity, whenever it changes. */
export function useChartColours(): ChartColours {
  const [colours, setColours] = useState(readColours);
  useEffect(() => {
    const themes = mutationObserver(() => setColours(readColours()));
    const read = () =>
      setColours((before) => {
        const now = readColours();
        return now.textPx === before.textPx && now.text === before.text ? before : now;
      });
    themes?.observe(document.documentElement, { attributes: true, attributeFilter: ['data-bs-theme'] });
    // On a wall the text grows with the window.
    addEventListener('resize', read);
    // They may have changed between the first drawing and now.
    read();
    return () => {
      themes?.disconnect();
      removeEventListener('resize', read);
    };
  }, []);
  return colours;
}

const usualTextPx = 16;

/** The colours of the theme that is in use now. */
export function readColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: token('--fm-quiet'),
    grid: token('--fm-line'),
    bad: token('--fm-bad'),
    lines: seriesTokens.map(token),
    font: getComputedStyle(document.body).fontFamily,
    textPx: Number.parseFloat(style.fontSize) || usualTextPx,
  };
}
