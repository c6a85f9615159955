// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { returnUrl } from '../../src/account/returnUrl';

const origin = 'https://monitor.example';
const of = (address: string) => returnUrl(`?returnUrl=${encodeURIComponent(address)}`, origin);

describe('returnUrl', () => {
  it('leads to a path of this origin, with its query', () => {
    expect(of('/?source=north&run=north/7')).toBe(`${origin}/?source=north&run=north/7`);
  });

  it.each([
    '//evil.example/',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    'evil',
    '',
    '/login',
    '/login?returnUrl=/login',
  ])('does not lead to %j', (address) => {
    expect(of(address)).toBe(`${origin}/`);
  });

  it('stays on this host where dots hide a second slash', () => {
    expect(new URL(of('/.//evil.example'), origin).host).toBe('monitor.example');
  });

  it('leads home where nothing was asked', () => {
    expect(returnUrl('', origin)).toBe(`${origin}/`);
  });
});
