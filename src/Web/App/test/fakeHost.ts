import { vi } from 'vitest';

type Answer = readonly [status: number, body?: unknown];

/** A host that answers by method and path, such as `GET /api/people`; what it was asked is kept. A function answers each time by itself. */
export class FakeHost {
  readonly asked: { readonly what: string; readonly body: unknown; readonly isBackground: boolean }[] = [];

  constructor(private readonly answers: Readonly<Record<string, Answer | (() => Answer)>>) {
    vi.stubGlobal('fetch', vi.fn<typeof fetch>(this.answer));
  }

  /** What it was asked besides lists. */
  get changes() {
    return this.asked
      .filter(({ what }) => !what.startsWith('GET '))
      .map(({ what, body }) => (body === undefined ? [what] : [what, body]));
  }

  private readonly answer: typeof fetch = async (input, init) => {
    const what = `${init?.method ?? 'GET'} ${String(input)}`;
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    this.asked.push({ what, body, isBackground: new Headers(init?.headers).has('X-FlextMonitor-Background') });
    const told = this.answers[what];
    if (!told) {
      throw new TypeError(`Nothing answers ${what}`);
    }
    const [status, sent] = typeof told === 'function' ? told() : told;
    return new Response(sent === undefined ? null : JSON.stringify(sent), { status });
  };
}
