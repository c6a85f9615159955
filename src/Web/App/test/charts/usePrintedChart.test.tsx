import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ChartColours } from '../../src/charts/colours';
import { usePrintedChart } from '../../src/charts/usePrintedChart';

function Printed({ chart }: { readonly chart: { redraw(colours: ChartColours): void } | null }) {
  usePrintedChart(chart);
  return null;
}

describe('usePrintedChart', () => {
  afterEach(() => {
    cleanup();
    document.documentElement.removeAttribute('style');
  });

  it('draws again at once, in the colours that hold then, before the page is printed and after it', () => {
    const redraw = vi.fn();
    render(<Printed chart={{ redraw }} />);
    const text = () => redraw.mock.lastCall?.[0].text;

    document.documentElement.style.setProperty('--fm-quiet', 'grey');
    dispatchEvent(new Event('beforeprint'));
    expect(text()).toBe('grey');
    document.documentElement.style.setProperty('--fm-quiet', 'white');
    dispatchEvent(new Event('afterprint'));

    expect(text()).toBe('white');
    expect(redraw).toHaveBeenCalledTimes(2);
  });

  it('draws nothing without a chart, nor of one that is gone', () => {
    const redraw = vi.fn();
    const { rerender } = render(<Printed chart={{ redraw }} />);
    rerender(<Printed chart={null} />);

    dispatchEvent(new Event('beforeprint'));

    expect(redraw).not.toHaveBeenCalled();
  });
});
