import { describe, expect, it } from 'vitest';
import { newestQuery, type TableQuery } from '../../src/state/table';
import { parseTable, withTable } from '../../src/state/tableAddress';

describe('the address of the table of runs', () => {
  it.each<[string, TableQuery]>([
    ['', newestQuery],
    ['runs=failed', { ...newestQuery, status: 'failed' }],
    ['named=a+b', { ...newestQuery, text: 'a b' }],
    ['order=pipeline', { ...newestQuery, sort: 'pipeline', descending: false }],
    ['runs=late&named=o&order=-rows', { status: 'late', text: 'o', sort: 'rows', descending: true }],
  ])('%j is read, and written again', (address, query) => {
    expect(parseTable(address)).toEqual(query);
    expect(withTable('', query)).toBe(address);
  });

  it('leaves out what it does not know, and keeps what is of others', () => {
    expect(parseTable('runs=great&order=-colour')).toEqual(newestQuery);
    expect(withTable('daemon=n&order=rows', newestQuery)).toBe('daemon=n');
  });
});
