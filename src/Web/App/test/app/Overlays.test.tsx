import { act, cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Overlays } from '../../src/app/Overlays';
import { Staged, sceneOf } from '../staged';

const loads = vi.hoisted(() => vi.fn());

vi.mock('../../src/app/palette/Palette', () => {
  loads();
  return { Palette: () => <p>the palette</p> };
});

const draw = () =>
  render(
    <Staged scene={sceneOf([])}>
      <Overlays />
    </Staged>,
  );

const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

describe('Overlays', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('load the palette ahead once the page has come to rest, and show nothing of it', async () => {
    const { container, unmount } = draw();
    unmount();
    await pass(10_000);
    expect(loads).not.toHaveBeenCalled();

    draw();
    await pass(2999);
    expect(loads).not.toHaveBeenCalled();
    await pass(1);
    await vi.waitFor(() => expect(loads).toHaveBeenCalledOnce());

    expect(container.textContent).toBe('');
  });
});
