import * as read from '../contract/read';
import type { HostAnswer } from '../state/monitor';
import { reasonOf } from './hubError';

export type Refusal = HostAnswer;

/** What a refusal has for a code where the host wants that of a second factor, or another one: it says so in a field of its own. */
export const codeWanted = 'two-factor-code-wanted';

/** The host answered, and refused or failed. */
export class HostRefusal extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.detail ?? `The host answered ${refusal.status}`);
  }
}

/** Reads a refusal from an answer of the HTTP API. */
export async function readRefusal(answer: Response): Promise<Refusal> {
  return (await readProblem(answer)).refusal;
}

/** A refusal, and what is wrong with the single fields of the request: by their names in lower case, empty if it is about none. */
export async function readProblem(answer: Response): Promise<{ refusal: Refusal; fields: ReadonlyMap<string, string> }> {
  const problem = problemIn(await bodyOf(answer));
  return { refusal: refusalOfProblem(answer.status, problem), fields: fieldsIn(problem) };
}

/** What the host refused with: an answer of the HTTP API, or SignalR's text, which holds the body and the status; null if it did not answer. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof HostRefusal) {
    return error.refusal;
  }
  const [, body, status] = /(\{.*\})?: Status code '(\d{3})'/s.exec(reasonOf(error)) ?? [];
  return status ? refusalOfProblem(Number(status), problemIn(body ?? '')) : null;
}

async function bodyOf(answer: Response): Promise<string> {
  try {
    return await answer.text();
  } catch {
    // The answer broke off: its status is all there is to say.
    return '';
  }
}

function refusalOfProblem(status: number, { code, detail, requiresTwoFactor }: read.Fields): Refusal {
  return { status, code: requiresTwoFactor === true ? codeWanted : textOf(code), detail: textOf(detail) };
}

function fieldsIn({ errors }: read.Fields): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (typeof errors === 'object' && errors !== null) {
    for (const [field, messages] of Object.entries(errors)) {
      const first: unknown = Array.isArray(messages) ? messages[0] : messages;
      found.set(field.toLowerCase(), typeof first === 'string' ? first : '');
    }
  }
  return found;
}

/** The fields of a problem; none if the text is something else, for example a proxy's own page. */
function problemIn(body: string): read.Fields {
  try {
    return read.fields(JSON.parse(body), 'problem');
  } catch {
    return {};
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);
