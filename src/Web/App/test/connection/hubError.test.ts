import { describe, expect, it } from 'vitest';
import { hubErrorOf, isOfHub, notFound, reasonOf } from '../../src/connection/hubError';

const signalR = "An unexpected error occurred invoking 'GetExecution' on the server. HubException: ";

describe('hubErrorOf', () => {
  it.each([
    [`${signalR}[not-found] Daemon 'prod': no run 'x'.`, notFound, "Daemon 'prod': no run 'x'."],
    [`HubException: [not-found] two\nlines`, notFound, 'two\nlines'],
    [`${signalR}It runs already.`, null, 'It runs already.'],
    [`${signalR}[not-found]`, null, '[not-found]'],
    [`${signalR}[Not a code] of the hub`, null, '[Not a code] of the hub'],
    [`${signalR}Run [not-found] is gone`, null, 'Run [not-found] is gone'],
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
    [new Error(`${signalR}[not-found] no.`), true],
    [new TypeError('Failed to fetch'), false],
    [`${signalR}no`, false],
  ])('of %s is %s', (error, expected) => {
    expect(isOfHub(error)).toBe(expected);
  });
});

it('reasonOf leaves the code to programs', () => {
  expect(reasonOf(new Error(`${signalR}[not-found] no such run.`))).toBe('no such run.');
});
