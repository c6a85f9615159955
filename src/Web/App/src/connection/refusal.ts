import * as read from '../contract/read';
import type { HostAnswer } from '../state/monitor';
import { reasonOf } from './hubError';

export type Refusal = HostAnswer;

/** The host answered, and refused or failed. */
export class HostRefusal extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.detail ?? `The host answered ${refusal.status}`);
  }
}

/** Reads a refusal from an answer of the HTTP API. */
export async function readRefusal(answer: Response): Promise<Refusal> {
  return refusalIn(answer.status, await bodyOf(answer));
}

/** What the host refused with: an answer of the HTTP API, or SignalR's text, which holds the body and the status; null if it did not answer. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof HostRefusal) {
    return error.refusal;
  }
  const [, body, status] = /(\{.*\})?: Status code '(\d{3})'/s.exec(reasonOf(error)) ?? [];
  return status ? refusalIn(Number(status), body ?? '') : null;
}

async function bodyOf(answer: Response): Promise<string> {
  try {
    return await answer.text();
  } catch {
    // The answer broke off: its status is all there is to say.
    return '';
  }
}

function refusalIn(status: number, body: string): Refusal {
  const { code, detail } = problemIn(body);
  return { status, code: textOf(code), detail: textOf(detail) };
}

/** The fields of a problem; none if the text is something else, for example a proxy's own page. */
export function problemIn(body: string): Readonly<Record<string, unknown>> {
  try {
    return read.fields(JSON.parse(body), 'problem');
  } catch {
    return {};
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);
