/** The least characters of a password: the host's own rule. */
export const shortestPassword = 12;

/** Whether a text may be an e-mail address; the host decides. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text);

export type PasswordField = 'password' | 'repeat';

/** Which of two fields for a new password is wrong; null if none is. */
export function passwordProblem({ password, repeat }: Readonly<Record<PasswordField, string>>): PasswordField | null {
  if (password.length < shortestPassword) {
    return 'password';
  }
  return password === repeat ? null : 'repeat';
}
