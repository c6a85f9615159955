import { isEmail, type PasswordField, passwordProblem } from '../contract/entries';

export type SetupField = 'email' | PasswordField;

export interface SetupEntry {
  readonly email: string;
  readonly password: string;
  readonly repeat: string;
}

/** The first thing that is wrong with what was entered; null if nothing is. */
export const setupProblem = (entry: SetupEntry): SetupField | null => (isEmail(entry.email) ? passwordProblem(entry) : 'email');
