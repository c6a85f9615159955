import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TwoFactorSection } from '../../../src/pages/account/TwoFactorSection';
import { FakeHost } from '../../fakeHost';
import { Staged, sceneOf } from '../../staged';

const path = '/api/account/two-factor';
const off = { enabled: false, recoveryCodesLeft: 0, missing: false };
const on = { enabled: true, recoveryCodesLeft: 3, missing: false };
const secret = { secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/x', svg: '<svg xmlns="http://www.w3.org/2000/svg"/>' };
const notProven = [403, { code: 'reauthentication-required', detail: 'Prove it.' }] as const;

const show = () =>
  render(
    <Staged scene={sceneOf([])}>
      <TwoFactorSection />
    </Staged>,
  );
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const enter = async (label: string, value: string) => fireEvent.input(await screen.findByLabelText(label), { target: { value } });

describe('TwoFactorSection', () => {
  beforeEach(() => {
    HTMLDialogElement.prototype.showModal ??= () => undefined;
  });

  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('hands a secret to an app, takes its code, and shows the recovery codes', async () => {
    let isOn = false;
    const host = new FakeHost({
      [`GET ${path}`]: () => [200, isOn ? on : off],
      [`POST ${path}/begin`]: [200, secret],
      [`POST ${path}/confirm`]: () => {
        isOn = true;
        return [200, { recoveryCodes: ['aaaa-bbbb', 'cccc-dddd'] }];
      },
    });
    show();

    await press('Set up');
    await screen.findByText('JBSW Y3DP EHPK 3PXP');
    expect(screen.getByRole<HTMLImageElement>('img', { name: /QR code/ }).src).toMatch(
      /^data:image\/svg\+xml;charset=utf-8,%3Csvg/,
    );
    await enter('Code of the app', '123456');
    await press('Turn on');

    await screen.findByText('aaaa-bbbb');
    expect(host.changes).toEqual([[`POST ${path}/begin`], [`POST ${path}/confirm`, { code: '123456' }]]);
    await screen.findByText('On. You have 3 recovery codes left.');
  });

  it('asks who is there where the host wants that, and then goes on by itself', async () => {
    let isProven = false;
    const host = new FakeHost({
      [`GET ${path}`]: [200, off],
      [`POST ${path}/begin`]: () => (isProven ? [200, secret] : notProven),
      'POST /api/account/reauthenticate': () => {
        isProven = true;
        return [204];
      },
    });
    show();

    await press('Set up');
    await enter('Password', 'secret words');
    await press('Confirm');

    await screen.findByText('JBSW Y3DP EHPK 3PXP');
    expect(host.changes[1]).toEqual(['POST /api/account/reauthenticate', { password: 'secret words' }]);
  });

  it('asks for a code too where there is a second factor', async () => {
    const host = new FakeHost({
      [`GET ${path}`]: [200, on],
      [`POST ${path}/recovery-codes`]: notProven,
      'POST /api/account/reauthenticate': [401, { requiresTwoFactor: true }],
    });
    show();

    await press('New recovery codes');
    await press('Yes, make it');
    await enter('Password', 'secret words');
    await press('Confirm');
    await enter('Code', '123456');
    await press('Confirm');

    await waitFor(() =>
      expect(host.changes.at(-1)).toEqual([
        'POST /api/account/reauthenticate',
        { password: 'secret words', twoFactorCode: '123456' },
      ]),
    );
  });

  it('says beside the field that the code is wrong', async () => {
    new FakeHost({
      [`GET ${path}`]: [200, off],
      [`POST ${path}/begin`]: [200, secret],
      [`POST ${path}/confirm`]: [400, { errors: { code: ['The code is wrong.'] } }],
    });
    show();

    await press('Set up');
    await enter('Code of the app', '000000');
    await press('Turn on');

    await screen.findByText('The code is wrong.');
  });

  it('asks before it turns off', async () => {
    const host = new FakeHost({ [`GET ${path}`]: [200, on], [`DELETE ${path}`]: [204] });
    show();

    await press('Turn off');
    expect(host.changes).toEqual([]);
    await press('Yes, turn off');

    await waitFor(() => expect(host.changes).toEqual([[`DELETE ${path}`]]));
  });

  it('says that nothing else is permitted before it is set up, where the role needs it', async () => {
    new FakeHost({ [`GET ${path}`]: [200, { ...off, missing: true }] });
    show();

    await screen.findByText(/Your role needs a second factor/);
  });
});
