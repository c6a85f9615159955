import { describe, expect, it } from 'vitest';
import { balanced, isolated } from '../../src/text/isolated';
import { t } from '../../src/text/text';

const fsi = '\u2068';
const pdi = '\u2069';
const rlo = '\u202e';
const pdf = '\u202c';

describe('isolated', () => {
  it.each(['Orders to warehouse', '', 'Ação – 東京 🚀', '12:05, 99.5 %'])('leaves %j as it is: it alters nothing', (text) => {
    expect(isolated(text)).toBe(text);
  });

  it.each(['طلبات', 'הזמנות 12', 'Orders ١٢', 'a\u200f', '\u{1e900}'])('isolates %j and keeps its letters', (text) => {
    expect(isolated(text)).toBe(fsi + text + pdi);
  });

  it('isolates each line, because an isolate ends with its line', () => {
    expect(isolated('one\nطلب\r\n')).toBe(`${fsi}one${pdi}\n${fsi}طلب${pdi}\r\n`);
  });

  it('lets nothing out of the isolate', () => {
    expect(isolated(`a${pdi}${rlo}b`)).toBe(`${fsi}a${rlo}b${pdf}${pdi}`);
    expect(isolated(`a${fsi}b`)).toBe(`${fsi}a${fsi}b${pdi}${pdi}`);
  });
});

describe('balanced', () => {
  it.each([
    ['what is whole stays', `a${fsi}b${rlo}c${pdf}${pdi}d`, `a${fsi}b${rlo}c${pdf}${pdi}d`],
    ['what is open is closed, the innermost first', `${rlo}a${fsi}b`, `${rlo}a${fsi}b${pdi}${pdf}`],
    ['what closes nothing goes', `a${pdi}b${pdf}c`, 'abc'],
    ['the end of an isolate closes what began in it', `${fsi}${rlo}a${pdi}b`, `${fsi}${rlo}a${pdf}${pdi}b`],
    ['an embedding is not closed from within an isolate', `${rlo}a${fsi}b${pdf}c`, `${rlo}a${fsi}bc${pdi}${pdf}`],
  ])('%s', (_, text, expected) => {
    expect(balanced(text)).toBe(expected);
  });
});

describe('t', () => {
  it('isolates parameters that are text, wherever they stand', () => {
    expect(t('notify.failing', { name: `a${rlo}` })).toBe(`‘${fsi}a${rlo}${pdf}${pdi}’ failed`);
    expect(t('notify.failing', { name: 'Orders' })).toBe('‘Orders’ failed');
    expect(t('common.showAll', { count: 7 })).toBe('Show all 7');
  });
});
