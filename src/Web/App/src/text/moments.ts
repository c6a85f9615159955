/** The farthest from 1970 that a date can be: beyond it nothing can write it. In milliseconds. */
const farthestMs = 8.64e15;

/** Whether a time, in milliseconds since 1970, is one that can be written. */
export const isWritable = (atMs: number): boolean => Math.abs(atMs) <= farthestMs;
