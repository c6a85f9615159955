import { cleanup, render } from '@testing-library/preact';
import { useRef } from 'preact/hooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useShutBehind } from '../../src/run/useShutBehind';

/** Where the left edge of the drawer and the right edge of the strip's controls are, in pixels; happy-dom lays nothing out. */
let drawerLeft = 0;
let controlsRight = 0;

function Drawer() {
  const drawer = useRef<HTMLDivElement>(null);
  useShutBehind(drawer);
  return <div class="drawer" ref={drawer} />;
}

const page = (isOpen: boolean) => (
  <>
    <header>
      <div class="strip-end" />
    </header>
    <main />
    {isOpen && <Drawer />}
    <div class="notice" />
  </>
);

const inert = () => [...document.querySelectorAll('[inert]')].map((element) => element.className || element.localName);

function stage(isPhone: boolean, left: number, right: number) {
  drawerLeft = left;
  controlsRight = right;
  vi.stubGlobal('matchMedia', () => ({ matches: isPhone }));
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    return { left: this.classList.contains('drawer') ? drawerLeft : 0, right: controlsRight } as DOMRect;
  });
}

describe('useShutBehind', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('shuts the controls of the strip that the drawer lies over, until it closes', () => {
    stage(false, 400, 1200);
    const { rerender } = render(page(true));
    expect(inert()).toEqual(['strip-end']);

    rerender(page(false));

    expect(inert()).toEqual([]);
  });

  it('leaves them where there is room beside it, and follows when that changes', () => {
    stage(false, 2000, 1900);
    render(page(true));
    expect(inert()).toEqual([]);

    drawerLeft = 400;
    dispatchEvent(new Event('resize'));

    expect(inert()).toEqual(['strip-end']);
  });

  it('shuts everything but notices where it takes the whole screen', () => {
    stage(true, 0, 390);
    render(page(true));

    expect(inert()).toEqual(['header', 'strip-end', 'main']);
  });
});
