import { describe, expect, it } from 'vitest';
import {
  changeGrants,
  draftsOf,
  firstDrafts,
  type GrantChange,
  type GrantDraft,
  grantsOf,
  parseGrants,
  withoutSources,
} from '../../src/state/grants';

const changed = (drafts: readonly GrantDraft[], ...changes: readonly GrantChange[]) => changes.reduce(changeGrants, drafts);

describe('parseGrants', () => {
  it('reads roles and daemons', () => {
    const grants = [
      { role: 'viewer', sources: [] },
      { role: 'operator', sources: ['staging'] },
    ];

    expect(parseGrants({ grants })).toEqual(grants);
  });

  it('refuses a role that it does not know: saving would take it away', () => {
    expect(() => parseGrants({ grants: [{ role: 'owner', sources: [] }] })).toThrow("role is 'owner'");
  });
});

describe('a grant that is edited', () => {
  it('comes back as it was where nothing is changed', () => {
    const grants = [
      { role: 'viewer', sources: [] },
      { role: 'operator', sources: ['a', 'b'] },
    ] as const;

    expect(grantsOf(draftsOf(grants))).toEqual(grants);
  });

  it('begins with the least role, for all daemons', () => {
    expect(grantsOf(firstDrafts)).toEqual([{ role: 'viewer', sources: [] }]);
  });

  it('takes daemons in and out, in the order of their names', () => {
    const drafts = changed(
      firstDrafts,
      { type: 'scope', at: 0, isForAll: false },
      { type: 'source', at: 0, source: 'south' },
      { type: 'source', at: 0, source: 'north' },
      { type: 'source', at: 0, source: 'west' },
      { type: 'source', at: 0, source: 'south' },
    );

    expect(grantsOf(drafts)).toEqual([{ role: 'viewer', sources: ['north', 'west'] }]);
  });

  it('is never for all daemons by mistake: one for some that names none is found', () => {
    const drafts = changed(firstDrafts, { type: 'added' }, { type: 'scope', at: 1, isForAll: false });

    expect(withoutSources(firstDrafts)).toBe(-1);
    expect(withoutSources(drafts)).toBe(1);
    expect(withoutSources(changed(drafts, { type: 'source', at: 1, source: 'north' }))).toBe(-1);
  });

  it('of an administrator is for all daemons', () => {
    const drafts = changed(draftsOf([{ role: 'viewer', sources: ['north'] }]), { type: 'role', at: 0, role: 'admin' });

    expect(grantsOf(drafts)).toEqual([{ role: 'admin', sources: [] }]);
  });

  it('can be taken out again, and leaves the others', () => {
    const drafts = changed(firstDrafts, { type: 'added' }, { type: 'role', at: 1, role: 'operator' }, { type: 'removed', at: 0 });

    expect(grantsOf(drafts)).toEqual([{ role: 'operator', sources: [] }]);
  });
});
