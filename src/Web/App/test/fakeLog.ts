import { vi } from 'vitest';

export interface FakeLine {
  readonly message: string;
  readonly level?: string | null;
  readonly timestamp?: string | null;
  readonly stream?: string | null;
  readonly styles?: string | null;
}

/** A host that has read a run's log, and answers for it as the real one does. */
export class FakeLog {
  lines: FakeLine[] = [];
  isWhole = true;
  isReading = false;
  error: string | null = null;
  storeError: string | null = null;
  /** Lines that the host does not have any more, by their numbers. */
  missing: readonly number[] = [];
  /** The status and the text of a refusal; null while it answers. */
  refusal: { readonly status: number; readonly detail: string } | null = null;
  readonly asked: URL[] = [];

  /** Answers all that the page asks for; `other` what is not about a log. */
  stub(other: unknown = { runs: [], next: null }): void {
    vi.stubGlobal('fetch', async (address: string) => {
      const url = new URL(address, 'http://host');
      if (!/\/log(\/search)?$/.test(url.pathname)) {
        return new Response(JSON.stringify(other));
      }
      this.asked.push(url);
      const { refusal } = this;
      if (refusal) {
        return new Response(JSON.stringify({ detail: refusal.detail }), { status: refusal.status });
      }
      return new Response(
        JSON.stringify(url.pathname.endsWith('/search') ? this.found(url.searchParams) : this.part(url.searchParams)),
      );
    });
  }

  private part(query: URLSearchParams) {
    const from = Number(query.get('from') ?? 1);
    const first = Math.max(1, from < 0 ? this.lines.length + 1 + from : from);
    return {
      ...this.standing(),
      lines: this.rows()
        .filter(({ n }) => n >= first && !this.missing.includes(n))
        .slice(0, Number(query.get('count') ?? 500)),
    };
  }

  private found(query: URLSearchParams) {
    const text = (query.get('text') ?? '').toLowerCase();
    const pattern = query.get('regex') === 'true' ? new RegExp(text, 'i') : null;
    const [level, stream] = [query.get('level'), query.get('stream')];
    const matches = this.rows().filter(
      (line) =>
        (pattern ? pattern.test(line.message) : line.message.toLowerCase().includes(text)) &&
        (level === null || line.level === level) &&
        (stream === null || line.stream === stream),
    );
    const at = matches.findIndex(({ n }) => n >= Number(query.get('from') ?? 1));
    const index = Number(query.get('skip') ?? (at < 0 ? matches.length : at));
    return {
      ...this.standing(),
      count: matches.length,
      searched: this.lines.length,
      index,
      matches: matches.slice(index, index + Number(query.get('limit') ?? 100)),
    };
  }

  private standing() {
    const { isWhole, isReading, error, storeError } = this;
    return { total: this.lines.length, isWhole, isReading, readUntil: '2026-01-02T03:04:05Z', error, storeError };
  }

  private rows() {
    return this.lines.map(({ message, level = 'info', timestamp = null, stream = null, styles = null }, index) => ({
      n: index + 1,
      timestamp,
      level,
      message,
      stream,
      styles,
    }));
  }
}
