import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Progress } from '../../src/run/Progress';
import { executionOf } from '../messages';

const show = (progress: number | null, isConfirmed = true) =>
  render(<Progress execution={executionOf({ status: 'running', progress })} isConfirmed={isConfirmed} />);

const mover = () => document.querySelector('.run-progress-mover');

describe('Progress', () => {
  afterEach(cleanup);

  it('is a bar of what is known, which stands still', () => {
    show(40);

    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('40');
    expect(mover()).toBeNull();
  });

  it('moves where the daemon does not tell', () => {
    show(null);

    expect(screen.getByRole('progressbar').hasAttribute('value')).toBe(false);
    expect(mover()).not.toBeNull();
  });

  it('is not there where nothing says that the run goes on', () => {
    show(null, false);

    expect(screen.queryByRole('progressbar')).toBeNull();
  });
});
