/**
 * How long an element that has not changed is kept, and not made again, in milliseconds. It keeps all of the page as it was when it was
 * made; made at different times, kept ones would hold a page each.
 */
export const keptElementMs = 60_000;
