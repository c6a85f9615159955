import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { endOf, MiddleCut } from '../../src/kit/MiddleCut';

describe('MiddleCut', () => {
  afterEach(cleanup);

  it('keeps the end of a long name in sight, and tells all of it once to a reader', () => {
    const { container } = render(<MiddleCut text="Customer value export of Finance" />);

    expect(container.querySelector('.visually-hidden')?.textContent).toBe('Customer value export of Finance');
    expect(container.querySelector('[aria-hidden="true"]')?.textContent).toBe('Customer value export of Finance');
    expect(container.querySelector('.cut-end')?.textContent).toBe(' Finance');
  });

  it('leaves a short name whole', () => {
    const { container } = render(<MiddleCut text="Orders to warehouse" />);

    expect(container.innerHTML).toBe('<bdi class="cut-whole">Orders to warehouse</bdi>');
  });

  it.each([
    ['tap_salesforce__to__snowflake_eu', 'nowflake_eu'.slice(-10)],
    ['المدفوعات اليومية إلى المستودع الرئيسي', ''],
    ['😀'.repeat(24), '😀'.repeat(8)],
  ])('ends %s with %s', (text, end) => {
    expect(endOf(text)).toBe(end);
  });
});
