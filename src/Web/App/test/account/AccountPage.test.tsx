import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountPage } from '../../src/account/AccountPage';
import { loadTexts, setLanguage, t } from '../../src/text/text';

vi.mock('../../src/text/text', async (original) => ({ ...(await original<object>()), loadTexts: vi.fn() }));

describe('AccountPage', () => {
  beforeEach(() => {
    localStorage.clear();
    render(<AccountPage title="login.title">{() => t('login.title')}</AccountPage>);
  });

  afterEach(() => {
    cleanup();
    setLanguage('en');
  });

  const choose = () => fireEvent.click(screen.getByRole('button', { name: 'Português' }));

  it('says that a language could not be loaded, and keeps the one in use', async () => {
    vi.mocked(loadTexts).mockRejectedValueOnce(new TypeError('Failed to fetch'));

    choose();

    expect((await screen.findByRole('alert')).textContent).toBe('That language could not be loaded. Try again.');
    expect(screen.getByRole('button', { name: 'English' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('says no more of it once a language was loaded', async () => {
    vi.mocked(loadTexts).mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue();
    choose();
    await screen.findByRole('alert');

    choose();

    await expect.poll(() => screen.getByRole('button', { name: 'Português' }).getAttribute('aria-pressed')).toBe('true');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
