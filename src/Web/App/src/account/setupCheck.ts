/** The host's own rule. */
export const shortestPassword = 12;

export type SetupField = 'email' | 'password' | 'repeat';

export interface SetupEntry {
  readonly email: string;
  readonly password: string;
  readonly repeat: string;
}

/** The first thing that is wrong with what was entered; null if nothing is. */
export function setupProblem({ email, password, repeat }: SetupEntry): SetupField | null {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
    return 'email';
  }
  if (password.length < shortestPassword) {
    return 'password';
  }
  return password === repeat ? null : 'repeat';
}
