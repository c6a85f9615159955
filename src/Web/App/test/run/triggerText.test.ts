// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { triggerText } from '../../src/run/triggerText';
import { setLanguage } from '../../src/text/text';
import { executionOf } from '../messages';
import { speak } from '../speak';

describe('triggerText', () => {
  afterEach(() => setLanguage('en'));

  it.each([
    ['schedule', 'agendamento'],
    ['api', 'API'],
    ['ada@example.com', 'ada@example.com'],
    [null, 'n/d'],
  ])('says %j in the language in use where it is a word of daemons', async (triggeredBy, told) => {
    await speak('pt');

    expect(triggerText(executionOf({ triggeredBy }))).toBe(told);
  });
});
