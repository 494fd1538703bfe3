import { useQuery } from '@tanstack/react-query'
import { deskRoles } from '#domain/role.ts'
import { sentenceOf } from '#web/api.ts'
import { roleWords } from '#web/marks/role-words.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { locale, say } from '#web/words/say.ts'
import classes from './Account.module.css'
import { ExtensionsPart } from './ExtensionsPart.tsx'
import { PasswordPart } from './PasswordPart.tsx'
import { ScreenPart } from './ScreenPart.tsx'
import { SecondStepPart } from './SecondStepPart.tsx'
import { SessionsPart } from './SessionsPart.tsx'

/** One's own account: how one signs in, where one is signed in, and how the screens look and speak. */
export function Account() {
  const { data: me, error, refetch } = useQuery(queries.me)
  return (
    <main className={classes['page']}>
      <header className={classes['head']}>
        <h1>{say('Your account')}</h1>
        {me ? <p className="supports">{whoWords(me)}</p> : null}
      </header>
      {me ? (
        <>
          <PasswordPart me={me} />
          <SecondStepPart me={me} />
          <SessionsPart />
          {deskRoles.some((role) => role === me.role) ? <ExtensionsPart /> : null}
        </>
      ) : error ? (
        <Face says={say('Your account could not be read.')}>
          <p>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>{say('Try again')}</Button>
        </Face>
      ) : (
        <Bones rows={4} label={say('Your account is being read')} />
      )}
      <ScreenPart />
    </main>
  )
}

type Who = {
  name: string
  role: Parameters<typeof roleWords>[0]
  organisation: { name: string }
  teams: readonly { name: string }[]
}

function whoWords({ name, role, organisation, teams }: Who): string {
  const values = { name, role: roleWords(role), organisation: organisation.name }
  if (teams.length === 0) return say('{name}, {role} at {organisation}.', values)
  const names = new Intl.ListFormat(locale()).format(teams.map((team) => team.name))
  return say('{name}, {role} at {organisation}. {count, plural, one {Team} other {Teams}}: {teams}.', {
    ...values,
    count: teams.length,
    teams: names,
  })
}
