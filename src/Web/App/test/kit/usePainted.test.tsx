import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { holdBackUntilPainted, usePainted } from '../../src/kit/usePainted';

const drawn: boolean[] = [];

function Page() {
  const isPainted = usePainted();
  drawn.push(isPainted);
  return <main>{isPainted ? 'whole' : 'first figures'}</main>;
}

afterEach(cleanup);

it('draws what waits once the first drawing stands, and at once in all later ones', async () => {
  holdBackUntilPainted();

  const { container, unmount } = render(<Page />);
  await vi.waitFor(() => expect(container.textContent).toBe('whole'));
  expect(drawn[0]).toBe(false);
  unmount();
  drawn.length = 0;
  render(<Page />);

  expect(drawn[0]).toBe(true);
});
