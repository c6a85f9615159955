import { render } from 'preact';
import { useState } from 'preact/hooks';
import { beforeEach, describe, expect, it } from 'vitest';
import { ForeignChanges } from '../../../src/app/foreign/ForeignChanges';

let place: HTMLElement;
let changes: ForeignChanges;
let count: (to: number) => void;

function Counter() {
  const [shown, setShown] = useState(0);
  count = setShown;
  return <b>{shown}</b>;
}

const draw = (figure: string, isLong = true) =>
  changes.own(() =>
    render(
      <main>
        <p>{figure}</p>
        {isLong && <footer>foot</footer>}
        <Counter />
      </main>,
      place,
    ),
  );

const text = () => place.querySelector('p')?.firstChild as Text;

/** As the browser's translation does. */
function wrap(node: Text): HTMLElement {
  const font = document.createElement('font');
  font.textContent = `[${node.data}]`;
  node.replaceWith(font);
  return font;
}

beforeEach(() => {
  place = document.createElement('div');
  document.body.replaceChildren(place);
  changes = new ForeignChanges(place);
  draw('first');
});

describe('ForeignChanges', () => {
  it('are not what the page draws itself', () => {
    draw('second');
    draw('third', false);

    expect(changes.take()).toBe(false);
  });

  it('are not what a component draws by itself', async () => {
    count(7);
    await new Promise<void>((resolve) => queueMicrotask(resolve));

    expect(place.querySelector('b')?.textContent).toBe('7');
    expect(changes.take()).toBe(false);
  });

  it.each<readonly [string, () => void]>([
    ['a text that is replaced', () => wrap(text())],
    ['a text that is moved', () => document.createElement('font').append(text())],
    ['a text that is written over', () => (text().data = 'premier')],
    ['an element that is removed', () => place.querySelector('footer')?.remove()],
    ['all that is replaced', () => place.replaceChildren(document.createElement('font'))],
  ])('are %s, once', (_, change) => {
    change();

    expect([changes.take(), changes.take()]).toEqual([true, false]);
  });

  it('are seen though the page is drawn before anybody asks', () => {
    wrap(text());

    draw('second');

    expect(changes.take()).toBe(true);
  });

  it('are not what a library of the page does where the page says so', () => {
    place.querySelector('main')?.setAttribute('data-library', '');
    const foot = place.querySelector('footer');

    place.querySelector('main')?.prepend(foot ?? '');
    expect(changes.take()).toBe(false);

    wrap(text());
    expect(changes.take()).toBe(true);
  });

  it('do no harm where something is only added, changed and taken away again', () => {
    const badge = document.createElement('span');
    place.querySelector('main')?.append(badge);
    expect(changes.take()).toBe(false);

    badge.textContent = 'one';
    badge.replaceChildren('two');
    badge.remove();

    expect(changes.take()).toBe(false);
  });
});
