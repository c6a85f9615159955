import { useEffect, useState } from 'preact/hooks';
import { askSignInWays, type SignInWays } from './accountApi';
import { LoginForm } from './LoginForm';
import { PasskeySignIn } from './PasskeySignIn';
import { ProviderSignIn } from './ProviderSignIn';

interface Props {
  /** Whether a set-up link led here, which was used before. */
  readonly isAfterSetup?: boolean;
  /** Why the provider did not sign somebody in, as the host puts it into the address; null if it was not tried. */
  readonly providerError: string | null;
  /** The path of this host to go to afterwards. */
  readonly returnPath: string;
  /** Called once somebody is signed in. */
  readonly onSignedIn: () => void;
}

/** The ways to sign in that the host offers. */
export function SignIn({ isAfterSetup = false, providerError, returnPath, onSignedIn }: Props) {
  const [ways, setWays] = useState<SignInWays | null>(null);
  useEffect(() => {
    void askSignInWays().then((told) => (told.isSignedIn ? onSignedIn() : setWays(told)));
  }, []);
  if (!ways) {
    return null;
  }
  return (
    <>
      <ProviderSignIn name={ways.provider} error={providerError} returnPath={returnPath} isOther={ways.isLocalOn} />
      {ways.isLocalOn && (
        <>
          <LoginForm isAfterSetup={isAfterSetup} onSignedIn={onSignedIn} />
          <PasskeySignIn onSignedIn={onSignedIn} />
        </>
      )}
    </>
  );
}
