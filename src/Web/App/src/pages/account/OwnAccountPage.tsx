import { MenuPreferences } from '../../app/header/MenuPreferences';
import { useScene } from '../../app/scene';
import { Foreign } from '../../kit/Foreign';
import { ListSkeleton } from '../../kit/ListSkeleton';
import { t } from '../../text/text';
import { OwnRights } from './OwnRights';
import { OwnSessions } from './OwnSessions';
import { PasskeySection } from './PasskeySection';
import { PasswordForm } from './PasswordForm';
import { PushSection } from './PushSection';
import { TwoFactorSection } from './TwoFactorSection';

/** For oneself: what one may do, password, sessions, and preferences. */
export function OwnAccountPage() {
  const { account } = useScene().state;
  if (!account) {
    return (
      <main>
        <ListSkeleton />
      </main>
    );
  }
  return (
    <main class="own">
      <header class="list-head">
        <h2>{t('own.title')}</h2>
        <p>
          <Foreign text={account.email} />
        </p>
      </header>
      <div class="columns columns-even">
        <div class="own-column">
          <OwnRights account={account} />
          <PasswordForm email={account.email} />
          <TwoFactorSection />
        </div>
        <div class="own-column">
          <PasskeySection />
          <PushSection />
          <OwnSessions />
          <section class="card own-preferences">
            <h3 class="card-title">{t('own.preferences')}</h3>
            <p class="list-hint">{t('own.preferencesHint')}</p>
            <MenuPreferences />
          </section>
        </div>
      </div>
    </main>
  );
}
