import { useNavigate } from '@tanstack/react-router'
import { SignIn } from '#web/features/session/SignIn.tsx'

/** Where somebody comes in. */
export function SignInRoute() {
  const navigate = useNavigate()
  return <SignIn done={() => void navigate({ to: '/', replace: true })} />
}
