import { formatTime } from '../text/format';
import { t } from '../text/text';

// Made by hand and put beside the page: what draws the page has failed, or others change what it drew.

/** Says that the page cannot be drawn. `atMs`: when it was last drawn. */
export function frozenNotice(atMs: number): HTMLElement {
  const notice = noticeOf('frozen', t('banner.frozen'), t('banner.frozenHint', { time: formatTime(atMs, 'time') }));
  notice.append(reloadButton());
  return notice;
}

/** Says that something in the browser changes the page again and again. */
export const alteredNotice = (): HTMLElement => noticeOf('altered', t('banner.altered'), t('banner.alteredHint'));

function noticeOf(kind: 'frozen' | 'altered', what: string, hint: string): HTMLElement {
  const notice = document.createElement('section');
  notice.className = 'banner banner-bad handmade-notice';
  notice.dataset.banner = kind;
  notice.setAttribute('role', 'alert');
  notice.append(words(what, hint));
  return notice;
}

function words(said: string, explained: string): HTMLElement {
  const what = document.createElement('strong');
  what.textContent = said;
  const hint = document.createElement('span');
  hint.className = 'banner-detail figures';
  hint.textContent = explained;
  const text = document.createElement('p');
  text.append(what, hint);
  return text;
}

function reloadButton(): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-sm banner-button';
  button.textContent = t('banner.reload');
  button.addEventListener('click', () => location.reload());
  return button;
}
