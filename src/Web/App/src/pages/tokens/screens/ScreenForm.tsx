import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import type { HostFailure } from '../../../connection/hostApi';
import { Field } from '../../../kit/Field';
import { Submit } from '../../../kit/Submit';
import { t } from '../../../text/text';
import { LifetimeField } from '../LifetimeField';
import { expiryOf, type Lifetime } from '../token';
import { ContentField } from './ContentField';
import { livePage, secondsOf } from './content';
import { ScopeField } from './ScopeField';
import { allDaemons, codeOf, confirmCode, hasNone, makeLink, type Way } from './screen';
import { WayField } from './WayField';

interface Props {
  /** Called once the screen that shows the code may come in. */
  onConfirmed(name: string): void;
  onLink(link: string): void;
}

/** What a wall screen is called, what it shows, for how long, and how it gets in. */
export function ScreenForm({ onConfirmed, onLink }: Props) {
  const { nowMs } = useScene();
  const [way, setWay] = useState<Way>('code');
  const [scope, setScope] = useState(allDaemons);
  const [content, setContent] = useState(livePage);
  const [lifetime, setLifetime] = useState<Lifetime>('365');
  const [day, setDay] = useState('');
  const [entered, setEntered] = useState<Entered | null>(null);
  const { isBusy, failure, waitSeconds, run, forget } = useHostAction();
  const told = failure?.kind === 'invalid' ? failure.fields : undefined;
  const isUnknown = way === 'code' && isOfCode(failure);
  const expiresAt = expiryOf(lifetime, day, nowMs);
  const send = ({ name, code }: Entered, until: string | null) => {
    const dashboards = content.ids.map((id) => ({ id, seconds: secondsOf(content) ?? 0 }));
    const shown = dashboards.length > 0 ? { dashboards } : {};
    const screen = { name, sources: scope.isForAll ? [] : scope.sources, expiresAt: until, ...shown };
    if (code) {
      run(
        () => confirmCode(code, screen),
        () => onConfirmed(name),
      );
    } else {
      run(() => makeLink(screen), onLink);
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const now = entryOf(form);
    setEntered(now);
    const missing = missingOf(now);
    if (missing) {
      form.querySelector<HTMLInputElement>(`[name="${missing}"]`)?.focus();
    } else if (expiresAt !== undefined && !hasNone(scope) && secondsOf(content) !== null) {
      send(now, expiresAt);
    }
  };
  return (
    <form class="dialog-form" method="post" noValidate onSubmit={submit}>
      <p class="list-hint">{t('screens.hint')}</p>
      <HostFailureNote failure={told || isUnknown ? null : failure} />
      <WayField
        way={way}
        onChoose={(chosen) => {
          setWay(chosen);
          forget();
        }}
      />
      {way === 'code' && (
        <Field
          name="code"
          type="text"
          label={t('screens.code')}
          autocomplete="off"
          isNumeric
          autofocus
          error={entered?.code === null ? t('screens.codeWrong') : isUnknown ? t('screens.codeUnknown') : told?.get('code')}
        />
      )}
      <Field
        name="name"
        type="text"
        label={t('tokens.name')}
        hint={t('screens.nameHint')}
        autocomplete="off"
        error={entered?.name === '' ? t('tokens.nameMissing') : told?.get('name')}
      />
      <ScopeField scope={scope} onChange={setScope} isChecked={entered !== null} error={told?.get('sources')} />
      <ContentField content={content} onChange={setContent} error={told?.get('dashboards')} />
      <LifetimeField
        lifetime={lifetime}
        day={day}
        error={entered && expiresAt === undefined ? t('tokens.dayWrong') : told?.get('expiresat')}
        onLifetime={setLifetime}
        onDay={setDay}
      />
      <Submit label={t(way === 'code' ? 'screens.letIn' : 'screens.makeLink')} isBusy={isBusy} waitSeconds={waitSeconds} />
    </form>
  );
}

/** What the form held when it was last sent. */
interface Entered {
  readonly name: string;
  /** Null: what was entered is no code. Undefined: none is asked for. */
  readonly code: string | null | undefined;
}

function entryOf(form: HTMLFormElement): Entered {
  const data = new FormData(form);
  const code = data.get('code');
  return { name: String(data.get('name') ?? '').trim(), code: code === null ? undefined : codeOf(String(code)) };
}

/** The first field that holds nothing usable; null if there is none. */
const missingOf = ({ name, code }: Entered): 'name' | 'code' | null => (code === null ? 'code' : name === '' ? 'name' : null);

/** Whether the host knows no such code. */
const isOfCode = (failure: HostFailure | null): boolean => failure?.kind === 'failed' && failure.refusal.status === 404;
