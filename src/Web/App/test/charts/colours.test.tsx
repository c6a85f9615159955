import { cleanup, render } from '@testing-library/preact';
import { useLayoutEffect } from 'preact/hooks';
import { afterEach, describe, expect, it } from 'vitest';
import { useChartColours } from '../../src/charts/colours';

const { style } = document.documentElement;

afterEach(() => {
  cleanup();
  style.removeProperty('--fm-quiet');
});

function Probe({ onDrawn }: { onDrawn(): void }) {
  const { text } = useChartColours();
  useLayoutEffect(onDrawn, []);
  return <p>{text}</p>;
}

describe('useChartColours', () => {
  it('takes the colours of a theme that changes right after the first drawing', () => {
    style.setProperty('--fm-quiet', '#555');

    const { container } = render(<Probe onDrawn={() => style.setProperty('--fm-quiet', '#aaa')} />);

    expect(container.textContent).toBe('#aaa');
  });
});
