import { askHost, type HostAnswer, type HostFailure, tellHost } from '../connection/hostApi';
import { codeWanted } from '../connection/refusal';
import { parseChallenge, usePasskey } from '../connection/webAuthn';
import * as read from '../contract/read';

/** Why the host did not do what was asked. */
export type Refusal =
  /** E-mail address or password are wrong (sign-in), or the link is not valid any more (set-up, invitation, reset). */
  | { readonly kind: 'refused' }
  /** The password is right, and a code of the second factor is missing or wrong. */
  | { readonly kind: 'code-wanted' }
  /** The link was not used in time. */
  | { readonly kind: 'expired' }
  | Exclude<HostFailure, { readonly kind: 'refused' | 'failed' }>
  | { readonly kind: 'failed'; readonly status: number; readonly why: string | null };

export type Outcome = { readonly kind: 'done' } | Refusal;

/** What a one-time link is for. */
export type LinkPurpose = 'invitation' | 'reset';

/** Whose password a one-time link sets. */
export interface LinkHolder {
  readonly email: string;
}

const linkPaths: Readonly<Record<LinkPurpose, string>> = {
  invitation: '/api/account/setup/invitation',
  reset: '/api/account/forgot/reset',
};

/** `twoFactorCode`: of an authenticator app, or one for recovery; for a person who has a second factor. */
export const signIn = (email: string, password: string, twoFactorCode?: string): Promise<Outcome> =>
  post('/api/account/login?useCookies=true', { email, password, twoFactorCode }, 401);

const passkeyPath = '/api/account/login/passkey';

export const setUp = (secret: string, email: string, password: string): Promise<Outcome> =>
  post('/api/account/setup', { secret, email, password }, 403);

/** Sets the password of the person for whom a link was made, which is used up then. */
export const redeemLink = (purpose: LinkPurpose, secret: string, password: string): Promise<Outcome> =>
  post(linkPaths[purpose], { secret, password }, 403);

/** Signs in with a passkey that the browser has for this host; `cancelled` if it has none or its owner does not want to. */
export async function signInWithPasskey(): Promise<Outcome | { readonly kind: 'cancelled' }> {
  const begun = await askHost(`${passkeyPath}/begin`, parseChallenge, { method: 'POST', isQuestion: true });
  if (begun.kind !== 'done') {
    return refusalOf(begun, 401);
  }
  const proof = await usePasskey(begun.value);
  return proof.kind === 'cancelled'
    ? proof
    : post(`${passkeyPath}?useCookies=true`, { state: begun.value.state, credential: proof.credential }, 401);
}

/** Whose password a link sets; it is as good as before. */
export async function checkLink(purpose: LinkPurpose, secret: string): Promise<LinkHolder | Refusal> {
  const body = { secret };
  const answer = await askHost(`${linkPaths[purpose]}/check`, holderOf, {
    method: 'POST',
    body,
    isBackground: true,
    isQuestion: true,
  });
  return answer.kind === 'done' ? answer.value : refusalOf(answer, 403);
}

/** How one may sign in. */
export interface SignInWays {
  readonly isSignedIn: boolean;
  /** Whether e-mail and password, or a passkey, open anything. */
  readonly isLocalOn: boolean;
  /** What the OpenID Connect provider is called; null if there is none. */
  readonly provider: string | null;
}

/** If the host does not tell, the form for e-mail and password is there, which says what is wrong when somebody uses it. */
export async function askSignInWays(): Promise<SignInWays> {
  const answer = await askHost('/api/account/login', waysOf);
  return answer.kind === 'done' ? answer.value : { isSignedIn: false, isLocalOn: true, provider: null };
}

function waysOf(sent: unknown): SignInWays {
  const from = read.fields(sent, 'sign-in');
  return {
    isSignedIn: read.flag(from, 'signedIn'),
    isLocalOn: read.flag(from, 'localSignIn'),
    provider: read.textOrNull(from, 'provider'),
  };
}

const holderOf = (sent: unknown): LinkHolder => ({ email: read.text(read.fields(sent, 'link'), 'email') });

async function post(path: string, body: unknown, refusedStatus: number): Promise<Outcome> {
  const answer: HostAnswer<undefined> = await tellHost(path, { method: 'POST', body });
  return answer.kind === 'done' ? { kind: 'done' } : refusalOf(answer, refusedStatus);
}

/** What a refusal with a code means; one without, or with another, is just that. */
const kinds: Readonly<Record<string, 'expired' | 'code-wanted'>> = { 'link-expired': 'expired', [codeWanted]: 'code-wanted' };

/** `refusedStatus`: the one with which the host refuses what was entered; another means that something is in between. */
function refusalOf(failure: HostFailure, refusedStatus: number): Refusal {
  switch (failure.kind) {
    case 'refused':
    case 'failed': {
      const { status, code, detail } = failure.refusal;
      if (failure.kind === 'refused' && status === refusedStatus) {
        return { kind: kinds[code ?? ''] ?? 'refused' };
      }
      return { kind: 'failed', status, why: detail };
    }
    default:
      return failure;
  }
}
