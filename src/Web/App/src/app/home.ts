import { pathBase } from '../contract/address';
import { forgetHome, keepHome, keptHome } from '../state/keptHome';
import type { Store } from '../state/store';

/** Whether an address is that of the live page and asks for nothing in particular. */
export const isPlainHome = ({ pathname, search }: Pick<Location, 'pathname' | 'search'>): boolean =>
  search === '' && (pathname === `${pathBase()}/` || pathname === pathBase());

/** The dashboard that a person begins with. It is kept in this browser, so that nobody waits for the host to see it, and asked for once known who it is. */
export class Home {
  private kept = keptHome();

  constructor(private readonly store: Store) {}

  get id(): string | null {
    return this.kept?.id ?? null;
  }

  keep(id: string | null): void {
    const who = this.store.state.account?.email;
    this.kept = who === undefined ? null : { who, id };
    if (this.kept) {
      keepHome(this.kept);
    }
  }

  forget(): void {
    this.kept = null;
    forgetHome();
  }

  /** Asks the host once it is known who is signed in. `told`: what it says, if it was not known and the visit began at the live page. */
  follow(isAtHome: boolean, told: (id: string | null) => void): void {
    let isAsked = false;
    this.store.subscribe(() => {
      const { account, connection } = this.store.state;
      if (isAsked || account?.kind !== 'person' || connection.kind !== 'open') {
        return;
      }
      isAsked = true;
      const isOfOther = this.kept !== null && this.kept.who !== account.email;
      if (isOfOther) {
        this.forget();
      }
      const isNew = this.kept === null;
      void import('../connection/homeApi')
        .then(({ fetchHome }) => fetchHome())
        .then((answer) => {
          if (answer.kind === 'done' && this.store.state.connection.kind !== 'ended') {
            this.keep(answer.value);
            told(isNew && isAtHome ? answer.value : null);
          }
        })
        .catch(() => {
          // The host runs another version by now and no longer has that file: what is kept in this browser holds until the next visit.
        });
    });
  }
}
