import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DialogProps } from '../../../src/pages/dashboards/dialogs/dialogProps';
import { ShareDialog } from '../../../src/pages/dashboards/dialogs/ShareDialog';
import { VersionsDialog } from '../../../src/pages/dashboards/dialogs/VersionsDialog';
import { FakeHost } from '../../fakeHost';
import { Staged, sceneOf } from '../../staged';
import { dashboardOf, sentDashboard, sentWidget } from './dashboards';

const id = '6f1c9a52-4b6e-4d8e-9f6a-0c2b5a1d7e30';
const path = `/api/dashboards/${id}`;
const versions = [
  {
    version: 3,
    at: '2026-01-02T11:00:00Z',
    by: 'grace@example.com',
    changes: [{ kind: 'removed', type: 'chart', title: 'Load' }],
  },
  { version: 2, at: '2026-01-02T10:00:00Z', by: 'ada@example.com', changes: [{ kind: 'title' }] },
];

function show(Dialog: (props: DialogProps) => preact.JSX.Element, fields: object = {}) {
  const props = { dashboard: dashboardOf([], fields), onChanged: vi.fn(), onClose: vi.fn() };
  render(
    <Staged scene={sceneOf([])}>
      <Dialog {...props} />
    </Staged>,
  );
  return props;
}

const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('sharing a dashboard', () => {
  it('is saved over the newest version, with what others have changed meanwhile', async () => {
    const newest = sentDashboard({ version: 7, widgets: [sentWidget('theirs')] });
    const host = new FakeHost({ [`GET ${path}`]: [200, newest], [`PUT ${path}`]: [200, { ...newest, visibility: 'edit' }] });
    const { onChanged, onClose } = show(ShareDialog);

    expect(screen.queryByLabelText('Others are')).toBeNull();
    choose('Who may see it', 'edit');
    fireEvent.click(document.querySelector('button[type=submit]') as HTMLButtonElement);

    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    expect(onChanged).toHaveBeenCalledOnce();
    expect(host.changes).toMatchObject([
      [`PUT ${path}`, { visibility: 'edit', leastRole: 'viewer', widgets: [{ id: 'theirs' }] }],
    ]);
  });

  it('says why it is refused, and stays open', async () => {
    new FakeHost({ [`GET ${path}`]: [200, sentDashboard()], [`PUT ${path}`]: [409, { detail: '500 dashboards are shared.' }] });
    const { onClose } = show(ShareDialog);

    choose('Who may see it', 'read');
    fireEvent.click(document.querySelector('button[type=submit]') as HTMLButtonElement);

    await screen.findByText('500 dashboards are shared.', { exact: false });
    expect(onClose).not.toHaveBeenCalled();
  });
});

describe('the versions of a dashboard', () => {
  it('tell what changed and by whom, and lead back to an earlier one', async () => {
    const host = new FakeHost({
      [`GET ${path}/versions`]: [200, { versions }],
      [`POST ${path}/versions/2/restore`]: [200, sentDashboard({ version: 4 })],
    });
    const { onChanged } = show(VersionsDialog);

    const rows = await screen.findAllByRole('listitem');
    expect(rows[0]?.textContent).toContain('grace@example.com');
    expect(rows[0]?.querySelector('button')).toBeNull();
    fireEvent.click(rows[1]?.querySelector('button') as HTMLButtonElement);
    fireEvent.click(await screen.findByText('Yes, restore'));

    await waitFor(() => expect(onChanged).toHaveBeenCalledOnce());
    expect(host.changes.map(([what]) => what)).toEqual([`POST ${path}/versions/2/restore`]);
  });

  it.each([
    ['may only view', { access: 'view' }],
    ['sees one of a file', { access: 'view', provisioned: true }],
  ])('lead nowhere for who %s', async (_, fields) => {
    new FakeHost({ [`GET ${path}/versions`]: [200, { versions }] });
    show(VersionsDialog, fields);

    await screen.findAllByRole('listitem');

    expect(document.querySelector('.versions-list button')).toBeNull();
  });
});
