import { describe, expect, it } from 'vitest';
import { initialState, type MonitorState } from '../../src/state/monitor';
import { inScope, missing } from '../../src/state/scope';
import { completeView } from '../messages';

const stateOf = (...names: readonly string[]): MonitorState => ({
  ...initialState,
  hasSettled: true,
  sources: new Map(names.map((name) => [name, { ...completeView(), name }])),
});

const namesOf = (state: MonitorState, chosen: string | null) => inScope(state, chosen).map(({ name }) => name);

describe('inScope', () => {
  it('is every daemon, or the one that is chosen', () => {
    const state = stateOf('north', 'south');

    expect([namesOf(state, null), namesOf(state, 'south')]).toEqual([['north', 'south'], ['south']]);
  });

  it('is no other daemon where the one chosen is not there', () => {
    expect(namesOf(stateOf('north', 'south'), 'east')).toEqual([]);
  });
});

describe('missing', () => {
  it('is the chosen one where there are only others', () => {
    expect(missing(stateOf('north'), 'east')).toBe('east');
  });

  it('is nobody where it is there, or all are shown', () => {
    expect([missing(stateOf('north'), 'north'), missing(stateOf('north'), null)]).toEqual([null, null]);
  });

  it('is nobody while the chosen one may still be on its way', () => {
    expect([missing({ ...stateOf('north'), hasSettled: false }, 'east'), missing(stateOf(), 'east')]).toEqual([null, null]);
  });
});
