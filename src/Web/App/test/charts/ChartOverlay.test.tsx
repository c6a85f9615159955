import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChartOverlay } from '../../src/charts/ChartOverlay';
import { point } from '../../src/charts/pointed';
import { periodOf, type TimeRange } from '../../src/state/timeRange';
import { historyOf } from '../histories';
import { hourMs, nowMs } from '../messages';
import { Staged, sceneOf } from '../staged';

const fixed: TimeRange = { kind: 'fixed', fromMs: nowMs - 4 * hourMs, toMs: nowMs - 2 * hourMs };
const seconds: TimeRange = { kind: 'fixed', fromMs: nowMs - 20_000, toMs: nowMs };

function draw(range: TimeRange, charts = 1) {
  const shown = { range, choose: vi.fn(), leave: vi.fn() };
  const onTable = vi.fn();
  const { container } = render(
    <Staged scene={sceneOf([])}>
      {Array.from({ length: charts }, (_, place) => (
        <ChartOverlay
          key={place}
          figure="cpuUsage"
          histories={[historyOf()]}
          period={periodOf(range, nowMs)}
          shown={shown}
          onTable={onTable}
        />
      ))}
    </Staged>,
  );
  const [overlay] = container.querySelectorAll<HTMLElement>('.chart-overlay');
  return { container, overlay: overlay as HTMLElement, shown, onTable };
}

/** Where a share of the width is. */
const at = (share: number) => ({ clientX: 100 * share, button: 0, pointerId: 1, pointerType: 'mouse' });

describe('ChartOverlay', () => {
  beforeEach(() => {
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 100, 50));
  });

  afterEach(() => {
    cleanup();
    point(null);
    vi.restoreAllMocks();
  });

  it('zooms in on what is dragged over', () => {
    const { overlay, shown, container } = draw(fixed);

    fireEvent.pointerDown(overlay, at(0.25));
    fireEvent.pointerMove(overlay, at(0.5));
    expect(container.querySelector<HTMLElement>('.chart-selection')?.style.width).toBe('25.00%');
    fireEvent.pointerUp(overlay, at(0.5));

    expect(shown.choose).toHaveBeenCalledExactlyOnceWith({
      kind: 'fixed',
      fromMs: nowMs - 3.5 * hourMs,
      toMs: nowMs - 3 * hourMs,
    });
    expect(container.querySelector('.chart-selection')).toBeNull();
  });

  it('takes a click for none, and Escape back', () => {
    const { overlay, shown } = draw(fixed);

    fireEvent.pointerDown(overlay, at(0.5));
    fireEvent.pointerUp(overlay, at(0.5));
    fireEvent.pointerDown(overlay, at(0.2));
    fireEvent.pointerMove(overlay, at(0.8));
    fireEvent.keyDown(overlay, { key: 'Escape' });
    fireEvent.pointerUp(overlay, at(0.8));

    expect(shown.choose).not.toHaveBeenCalled();
    expect(shown.leave).not.toHaveBeenCalled();
  });

  it('leaves the zoom with Escape, and lets it pass where there is none', () => {
    const zoomed = draw(fixed);
    expect(fireEvent.keyDown(zoomed.overlay, { key: 'Escape' })).toBe(false);
    expect(zoomed.shown.leave).toHaveBeenCalledOnce();
    cleanup();

    const live = draw({ kind: 'live', span: '1h' });
    expect(fireEvent.keyDown(live.overlay, { key: 'Escape' })).toBe(true);
    expect(live.shown.leave).not.toHaveBeenCalled();
  });

  it.each(['+', '-', 'ArrowLeft', 'ArrowRight'])('shows another time with %s, but not together with Ctrl', (key) => {
    const { overlay, shown } = draw(fixed);

    fireEvent.keyDown(overlay, { key, ctrlKey: true });
    expect(shown.choose).not.toHaveBeenCalled();
    fireEvent.keyDown(overlay, { key });

    expect(shown.choose).toHaveBeenCalledOnce();
  });

  it('shows the numbers with Enter', () => {
    const { overlay, onTable } = draw(fixed);

    fireEvent.keyDown(overlay, { key: 'Enter' });

    expect(onTable).toHaveBeenCalledOnce();
  });

  it('points at one time in all charts, with value, coverage and UTC', () => {
    const { overlay, container } = draw(seconds, 2);

    // In the last row of four, which end now.
    fireEvent.pointerMove(overlay, at(0.98));

    const told = [...container.querySelectorAll('.chart-tooltip')].map((one) => one.textContent);
    expect(told).toHaveLength(2);
    expect(told[1]).toBe(told[0]);
    expect(told[0]).toContain('40.0 %');
    expect(told[0]).toContain('10.0 % – 100.0 %');
    expect(told[0]).toContain('100 % watched');
    expect(told[0]).toContain('UTC');
    fireEvent.pointerLeave(overlay);
    expect(container.querySelector('.chart-crosshair')).toBeNull();
  });

  it('says of a time that nobody watched that it is not known', () => {
    const { overlay, container } = draw(seconds);

    // 2 s to 1 s before its end.
    fireEvent.pointerMove(overlay, at(0.925));

    expect(container.querySelector('.chart-tooltip')?.textContent).toContain('n/a');
    expect(container.querySelector('.chart-tooltip')?.textContent).toContain('monitor away · 0 % watched');
  });

  it('reads values with Shift and the arrow keys', () => {
    const { overlay, container, shown } = draw(seconds);

    fireEvent.keyDown(overlay, { key: 'ArrowLeft', shiftKey: true });

    expect(container.querySelector('.chart-tooltip')?.textContent).toContain('40.0 %');
    expect(shown.choose).not.toHaveBeenCalled();
  });
});
