import type { ComponentChildren } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Drawing } from '../../src/app/Drawing';
import { Field } from '../../src/kit/Field';
import { nowMs } from '../messages';

const reported = vi.fn();
let figure = '';
let isBroken = false;
let place: HTMLElement;
let drawing: Drawing;

function Figure() {
  if (isBroken) {
    throw new RangeError('Invalid time value');
  }
  return <p class="drawn">{figure}</p>;
}

const figureAndFoot = () => (
  <main>
    <Figure />
    <footer>foot</footer>
  </main>
);
const content = vi.fn<() => ComponentChildren>();

/** Draws, and lets what is taken down after a failure go. */
const draw = async () => {
  drawing.draw();
  await Promise.resolve();
};

const notice = () => document.querySelector<HTMLElement>('[data-banner="frozen"]');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.stubGlobal('reportError', reported);
  reported.mockReset();
  content.mockReset().mockImplementation(figureAndFoot);
  [figure, isBroken] = ['first', false];
  place = document.createElement('div');
  place.id = 'page';
  document.body.replaceChildren(place);
  drawing = new Drawing(place, content, () => nowMs);
});

afterEach(() => {
  document.body.replaceChildren();
  document.body.className = '';
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('Drawing', () => {
  it('gives each element an id of its own, also one that a later drawing adds', async () => {
    const shown: string[] = [];
    content.mockImplementation(() => (
      <main>
        {shown.map((name) => (
          <Field key={name} name={name} type="text" label={name} autocomplete="off" />
        ))}
      </main>
    ));
    for (const name of ['first', 'second', 'third', 'fourth']) {
      shown.push(name);
      await draw();
    }

    expect([...place.querySelectorAll('label')].map(({ control }) => control?.getAttribute('name'))).toEqual(shown);
  });

  it('draws what there is, and no notice', async () => {
    await draw();

    expect(place.textContent).toBe('firstfoot');
    expect(notice()).toBeNull();
    expect(reported).not.toHaveBeenCalled();
  });

  it('that fails says so above a picture of what it drew last, and takes down the page itself', async () => {
    await draw();
    isBroken = true;

    await draw();

    const picture = notice()?.nextElementSibling;
    expect(notice()?.getAttribute('role')).toBe('alert');
    expect(notice()?.textContent).toMatch(/^This page cannot be drawn\.What you see is as it was at \d\d:\d\d:00/);
    expect([picture?.textContent, picture?.hasAttribute('inert'), picture?.id]).toEqual(['firstfoot', true, '']);
    expect(document.body.classList.contains('is-frozen')).toBe(true);
    expect([place.hidden, place.textContent]).toEqual([true, '']);
  });

  it('tries again once a second, and tells the first error only', async () => {
    isBroken = true;
    await draw();
    await draw();
    expect(content).toHaveBeenCalledTimes(1);

    vi.advanceTimersByTime(1000);
    await draw();

    expect(content).toHaveBeenCalledTimes(2);
    expect(document.querySelectorAll('[data-banner="frozen"]')).toHaveLength(1);
    expect(reported).toHaveBeenCalledExactlyOnceWith(expect.any(RangeError));
  });

  it('takes the notice away once the page can be drawn', async () => {
    await draw();
    isBroken = true;
    await draw();
    [figure, isBroken] = ['second', false];
    vi.advanceTimersByTime(1000);

    await draw();

    expect(document.body.textContent).toBe('secondfoot');
    expect(place.hidden).toBe(false);
    expect(document.body.classList.contains('is-frozen')).toBe(false);
    expect(document.querySelectorAll('.drawn')).toHaveLength(1);
  });

  it('is stopped by what fails before anything is drawn as well', async () => {
    content.mockImplementationOnce(() => {
      throw new Error('no scene');
    });

    await draw();

    expect(notice()).not.toBeNull();
    expect(reported).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'no scene' }));
  });

  it('offers to reload the page', async () => {
    const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined);
    isBroken = true;
    await draw();

    notice()?.querySelector('button')?.click();

    expect(reload).toHaveBeenCalledOnce();
  });
});

describe('Drawing of a page that others change', () => {
  const altered = () => document.querySelector<HTMLElement>('[data-banner="altered"]');

  /** As the browser's translation does. */
  const translate = () => {
    const font = document.createElement('font');
    font.textContent = 'translated';
    place.querySelector('.drawn')?.firstChild?.replaceWith(font);
  };

  it('shows what there is, and nothing of what they put in its place', async () => {
    await draw();
    translate();
    figure = 'second';

    await draw();

    expect(document.body.textContent).toBe('secondfoot');
    expect(altered()).toBeNull();
    expect(reported).not.toHaveBeenCalled();
  });

  it('shows what there is though elements were taken away', async () => {
    await draw();
    place.querySelector('main')?.replaceChildren();
    figure = 'second';

    await draw();

    expect(place.textContent).toBe('secondfoot');
  });

  it('says so where they do it again and again, and goes on', async () => {
    await draw();
    for (let second = 0; second < 3; second += 1) {
      translate();
      await draw();
      vi.advanceTimersByTime(1000);
    }

    expect(altered()?.getAttribute('role')).toBe('alert');
    translate();
    figure = 'second';
    vi.advanceTimersByTime(5000);
    await draw();
    expect(place.textContent).toBe('secondfoot');
    vi.advanceTimersByTime(60_000);
    await draw();

    expect(altered()).toBeNull();
  });
});
