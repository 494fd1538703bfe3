import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { SignIn } from '#web/features/session/SignIn.tsx'
import { queries } from '#web/queries.ts'
import { firstView } from '#web/views.ts'

/** Where somebody comes in. */
export function SignInRoute() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const goIn = () => {
    const me = client.getQueryData(queries.me.queryKey)
    void navigate({ to: '/', search: firstView(me?.role), replace: true })
  }
  return <SignIn done={goIn} />
}
