import { useEffect, useRef, useState } from 'preact/hooks';
import { addressOf } from '../../contract/address';
import { t } from '../../text/text';
import { CodeText } from './CodeText';
import { DisplayEntry, type EntryView } from './displayEntry';
import { PersonChoice } from './PersonChoice';
import { troubleText } from './troubleText';

interface Props {
  /** The token of the link that led here; empty if there was none. */
  readonly link: string;
  /** Called once this browser is signed in as a wall screen. */
  readonly onSignedIn: () => void;
}

const initial: EntryView = { kind: 'asking', hasLink: false, isLinkRefused: false, trouble: null };

/** What a browser shows on its way to a wall screen: most of the time a code for an administrator. */
export function DisplayCard({ link, onSignedIn }: Props) {
  const [view, setView] = useState(initial);
  const entry = useRef<DisplayEntry | null>(null);
  useEffect(() => {
    const started = new DisplayEntry(link, setView, onSignedIn);
    entry.current = started;
    started.start();
    return () => started.stop();
  }, []);
  return (
    <div class="display">
      <div class="account-alert" role="alert">
        {view.trouble && troubleText(view.trouble)}
      </div>
      <Stage view={view} onReplace={() => entry.current?.replacePerson()} />
      {view.kind !== 'person' && (
        <a class="display-sign-in" href={addressOf('/login')}>
          {t('display.signIn')}
        </a>
      )}
    </div>
  );
}

function Stage({ view, onReplace }: { readonly view: EntryView; onReplace(): void }) {
  switch (view.kind) {
    case 'asking':
      return <Told text={t('display.asking')} />;
    case 'screen':
      return <Told text={t('display.screen', { name: view.name })} />;
    case 'person':
      return <PersonChoice name={view.name} hasLink={view.hasLink} onReplace={onReplace} />;
    case 'code':
      return (
        <>
          {view.isLinkRefused && <p class="account-note">{t('display.linkRefused')}</p>}
          <CodeText code={view.code} />
        </>
      );
  }
}

const Told = ({ text }: { readonly text: string }) => (
  <p class="account-intro" role="status">
    {text}
  </p>
);
