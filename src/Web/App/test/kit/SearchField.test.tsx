import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SearchField } from '../../src/kit/SearchField';

const searched = vi.fn<(text: string) => void>();
const field = (text: string) => <SearchField text={text} label="Search" hint="a name" most={50} onSearch={searched} />;
const box = () => screen.getByRole<HTMLInputElement>('searchbox');
const type = (value: string) => fireEvent.input(box(), { target: { value } });

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  searched.mockClear();
  vi.useRealTimers();
});

it('searches once nothing was typed for a moment', () => {
  render(field(''));

  type('pa');
  vi.advanceTimersByTime(399);
  type('pay');
  vi.advanceTimersByTime(399);
  expect(searched).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);

  expect(searched).toHaveBeenCalledExactlyOnceWith('pay');
});

it('keeps what is typed while what it searched for before comes to stand in the address', () => {
  const { rerender } = render(field(''));
  type('pa');
  vi.advanceTimersByTime(400);
  type('pay');

  rerender(field('pa'));

  expect(box().value).toBe('pay');
});

it('follows what changes elsewhere, each time', () => {
  const { rerender } = render(field(''));
  type('pay');
  vi.advanceTimersByTime(400);
  rerender(field('pay'));

  rerender(field(''));
  expect(box().value).toBe('');
  rerender(field('pay'));

  expect(box().value).toBe('pay');
});
