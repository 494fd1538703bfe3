import { useNavigate } from '@tanstack/react-router'
import { SignIn } from '#web/features/session/SignIn.tsx'

/** Where somebody comes in by a one-time link. */
export function SignInRoute() {
  const navigate = useNavigate()
  return <SignIn done={() => void navigate({ to: '/', replace: true })} />
}
