import { describe, expect, it } from 'vitest';
import { HubCallError, hubErrorOf, isOfHub, notFound, reasonOf } from '../../src/connection/hubError';

describe('hubErrorOf', () => {
  it.each([
    ["[not-found] Daemon 'prod': no run 'x'.", notFound, "Daemon 'prod': no run 'x'."],
    ['[not-found] two\nlines', notFound, 'two\nlines'],
    ['It runs already.', null, 'It runs already.'],
    ['[not-found]', null, '[not-found]'],
    ['[Not a code] of the hub', null, '[Not a code] of the hub'],
    ['Run [not-found] is gone', null, 'Run [not-found] is gone'],
    ['Failed to fetch', null, 'Failed to fetch'],
    ['', null, ''],
  ])('of %j', (message, code, text) => {
    expect(hubErrorOf(new Error(message))).toEqual({ code, text });
  });

  it('reads what is thrown and is no error', () => {
    expect(hubErrorOf('closed')).toEqual({ code: null, text: 'closed' });
  });
});

describe('isOfHub', () => {
  it.each([
    [new HubCallError('[not-found] no.'), true],
    [new TypeError('Failed to fetch'), false],
    ['no', false],
  ])('of %s is %s', (error, expected) => {
    expect(isOfHub(error)).toBe(expected);
  });
});

it('reasonOf leaves the code to programs', () => {
  expect(reasonOf(new HubCallError('[not-found] no such run.'))).toBe('no such run.');
});
