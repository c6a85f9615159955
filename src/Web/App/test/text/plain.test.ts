import { describe, expect, it } from 'vitest';
import { plain } from '../../src/text/plain';

const esc = '\u001b';

describe('plain', () => {
  it.each([
    ['colours', `${esc}[1;31mfailed${esc}[0m`, 'failed'],
    ['cursor movements', `a${esc}[2Kb${esc}[10;1Hc`, 'abc'],
    ['links', `${esc}]8;;https://example.com${esc}\\docs${esc}]8;;\u0007`, 'docs'],
    ['a cut code', `end${esc}`, 'end'],
    ['control characters', 'a\u0000b\u0008c\u009bd', 'abcd'],
  ])('leaves out %s', (_, sent, shown) => {
    expect(plain(sent)).toBe(shown);
  });

  it('keeps tabs, line ends and markup as text', () => {
    expect(plain('a\tb\r\n<b>c</b>\r\n')).toBe('a\tb\n<b>c</b>');
  });

  it('shows a line that overwrote itself as it was last', () => {
    expect(plain('10 %\r50 %\r100 %\nnext')).toBe('100 %\nnext');
    expect(plain('done\r')).toBe('done');
  });
});
