import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SetupForm } from '../../src/account/SetupForm';

function answerWith(...answers: readonly (readonly [status: number, body?: unknown])[]) {
  const left = [...answers];
  const fetched = vi.fn<typeof fetch>(async () => {
    const [status, body] = left.shift() ?? [500];
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  });
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

function enter(address: string, word: string, repeated: string) {
  fireEvent.input(screen.getByLabelText('E-mail address'), { target: { value: address } });
  fireEvent.input(screen.getByLabelText('Password'), { target: { value: word } });
  fireEvent.input(screen.getByLabelText('Repeat the password'), { target: { value: repeated } });
  fireEvent.submit(screen.getByRole<HTMLButtonElement>('button', { name: 'Create administrator' }).form as HTMLFormElement);
}

describe('SetupForm', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('creates the administrator and signs in', async () => {
    const done = vi.fn();
    const fetched = answerWith([204], [204]);
    render(<SetupForm secret="s3cret" onDone={done} />);

    enter('ada@example.com', 'secret words', 'secret words');

    await waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith(true));
    expect(fetched.mock.calls.map(([address]) => address)).toEqual(['/api/account/setup', '/api/account/login?useCookies=true']);
    expect(JSON.parse(String(fetched.mock.calls[0]?.[1]?.body))).toEqual({
      secret: 's3cret',
      email: 'ada@example.com',
      password: 'secret words',
    });
  });

  it('tells where the administrator is there but could not be signed in', async () => {
    const done = vi.fn();
    answerWith([204], [503]);
    render(<SetupForm secret="s3cret" onDone={done} />);

    enter('ada@example.com', 'secret words', 'secret words');

    await waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith(false));
  });

  it.each([
    ['ada', 'secret words', 'secret words', 'Enter an e-mail address, such as ada@example.com.'],
    ['ada@example.com', 'short', 'short', 'The password needs at least 12 characters.'],
    ['ada@example.com', 'secret words', 'secret works', 'The passwords are not the same.'],
  ])('refuses %j, %j, %j before asking the host', async (address, word, repeated, told) => {
    const fetched = answerWith();
    render(<SetupForm secret="s3cret" onDone={vi.fn()} />);

    enter(address, word, repeated);

    expect(await screen.findByText(told)).toBeTruthy();
    expect(fetched).not.toHaveBeenCalled();
  });

  it('says when the link is not valid any more, and where to go', async () => {
    answerWith([403, { detail: 'not valid' }]);
    render(<SetupForm secret="used" onDone={vi.fn()} />);

    enter('ada@example.com', 'secret words', 'secret words');

    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('This set-up link is not valid any more.'));
    expect(screen.getByRole('link').getAttribute('href')).toBe('/login');
  });

  it('says that it needs the whole link where the secret is missing', () => {
    render(<SetupForm secret="" onDone={vi.fn()} />);

    expect(screen.getByRole('alert').textContent).toBe('This page needs the whole set-up link.');
  });

  it('says beside the field what the host finds wrong with it', async () => {
    answerWith([400, { errors: { Email: ['There is an administrator already.'] } }]);
    render(<SetupForm secret="s3cret" onDone={vi.fn()} />);

    enter('ada@example.com', 'secret words', 'secret words');

    expect(await screen.findByText('There is an administrator already.')).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toBe('');
  });
});
