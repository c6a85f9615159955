import * as read from '../contract/read';
import type { HostAnswer } from '../state/monitor';
import { reasonOf } from './hubError';

export type Refusal = HostAnswer;

/** What a refusal has for a code where the host wants that of a second factor, or another one: it says so in a field of its own. */
export const codeWanted = 'two-factor-code-wanted';

/** The host answered, and refused or failed. */
export class HostRefusal extends Error {
  constructor(
    readonly refusal: Refusal,
    /** What kind of refusal it is, in the host's words; null if it does not say. */
    readonly title: string | null = null,
  ) {
    super(refusal.detail ?? `The host answered ${refusal.status}`);
  }
}

/** Reads a refusal from an answer of the HTTP API. */
export async function readRefusal(answer: Response): Promise<Refusal> {
  return (await readProblem(answer)).refusal;
}

interface ReadProblem {
  readonly refusal: Refusal;
  readonly title: string | null;
  /** What is wrong with the single fields of the request: by their names in lower case, empty if it is about none. */
  readonly fields: ReadonlyMap<string, string>;
}

/** Reads a refusal with everything that the host says of it. */
export async function readProblem(answer: Response): Promise<ReadProblem> {
  const problem = problemIn(await bodyOf(answer));
  return { refusal: refusalOfProblem(answer.status, problem), title: textOf(problem.title), fields: fieldsIn(problem) };
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
