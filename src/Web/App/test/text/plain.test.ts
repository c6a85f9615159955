import { describe, expect, it } from 'vitest';
import { plain } from '../../src/text/plain';

describe('plain', () => {
  it('leaves out control characters', () => {
    expect(plain('a\u0000b\u0008c\u009bd')).toBe('abcd');
  });

  it('keeps tabs, line ends and markup as text', () => {
    expect(plain('a\tb\r\n<b>c</b>\r\n')).toBe('a\tb\n<b>c</b>');
  });

  it('shows a line that overwrote itself as it was last', () => {
    expect(plain('10 %\r50 %\r100 %\nnext')).toBe('100 %\nnext');
    expect(plain('done\r')).toBe('done');
  });
});
