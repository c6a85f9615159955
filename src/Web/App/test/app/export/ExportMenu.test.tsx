import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ExportMenu } from '../../../src/app/export/ExportMenu';
import { ExportProgress } from '../../../src/app/export/ExportProgress';
import { offeredExports } from '../../../src/app/export/exporting';
import { completeView } from '../../messages';
import { actionsOf, Staged, sceneOf } from '../../staged';

const saved = vi.fn();

beforeEach(() => {
  saved.mockReset();
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: saved.mockReturnValue('blob:file'), revokeObjectURL: vi.fn() }));
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Draws the menu, opens it and chooses CSV. */
async function exportAsCsv(body: ReadableStream<Uint8Array> | string, status = 200, headers: Record<string, string> = {}) {
  const asked = vi.fn(async (_address: string) => new Response(body, { status, headers }));
  vi.stubGlobal('fetch', asked);
  const actions = actionsOf();
  render(
    <Staged scene={sceneOf([completeView()], { actions })}>
      <ExportMenu table="runs" query={() => new URLSearchParams({ status: 'failed' })} />
      <ExportProgress />
    </Staged>,
  );
  const menu = document.querySelector<HTMLDetailsElement>('.export-menu');
  if (menu) {
    menu.open = true;
    fireEvent(menu, new Event('toggle'));
  }
  fireEvent.click(await screen.findByRole('button', { name: 'CSV' }));
  return { asked, actions };
}

describe('ExportMenu', () => {
  it('asks for what the page shows, in the zone of the page, and saves the file under the name of the host', async () => {
    const { asked, actions } = await exportAsCsv('id\r\n1\r\n', 200, {
      'Content-Disposition': 'attachment; filename=flextmonitor-runs.csv',
    });

    await waitFor(() => expect(saved).toHaveBeenCalledOnce());
    expect(asked.mock.calls[0]?.[0]).toMatch(/^\/api\/export\/runs\.csv\?status=failed&zone=[\w%/]+$/);
    expect(actions.say).toHaveBeenCalledWith(expect.stringContaining('flextmonitor-runs.csv'));
  });

  it('saves nothing of a transfer that breaks off', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new TypeError('network error')),
      start: (controller) => controller.enqueue(new Uint8Array([1, 2, 3])),
    });

    const { actions } = await exportAsCsv(broken);

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith(expect.any(String), 'failed'));
    expect(saved).not.toHaveBeenCalled();
  });

  it('tells what the host says where it refuses', async () => {
    const { actions } = await exportAsCsv(JSON.stringify({ status: 429, detail: 'Ten wait already.' }), 429, {
      'Content-Type': 'application/problem+json',
      'Retry-After': '10',
    });

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('Ten wait already.', 'failed'));
    expect(saved).not.toHaveBeenCalled();
  });

  it('shows progress until the export is cancelled', async () => {
    const endless = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(2048)) });
    vi.stubGlobal('fetch', vi.fn());
    const { actions } = await exportAsCsv(endless);

    await screen.findByText('Runs: 2.0 KB received');
    expect(actions.say).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  });

  it('is in the command palette while it is on the page', async () => {
    const view = render(
      <Staged scene={sceneOf([completeView()])}>
        <ExportMenu table="audit" query={() => new URLSearchParams()} />
      </Staged>,
    );

    expect(offeredExports().map(([{ table }, format]) => `${table}.${format}`)).toContain('audit.pdf');
    view.unmount();
    await waitFor(() => expect(offeredExports()).toEqual([]));
  });
});
