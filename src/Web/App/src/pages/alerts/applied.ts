import { at } from './text';

/** Reads the answer to what the evaluator has to carry out: whether it did. 202 means that it is stored, and nothing is being evaluated now. */
export const parseApplied = (_: unknown, status: number): boolean => status !== 202;

/** What to say of something that was done: also that it takes effect later, if it does. */
export const appliedText = (isApplied: boolean, done: string): string => (isApplied ? done : `${done} ${at('alerts.recorded')}`);
