import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense, type ComponentType } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '#web/queries.ts'
import { settingsPartsFor, type SettingsPart } from '#web/settings-parts.ts'
import { Bones } from '#web/ui/Face.tsx'
import { intoSight } from '#web/ui/into-sight.ts'
import { say } from '#web/words/say.ts'
import { Lost } from './lost.tsx'
import classes from './settings.module.css'

const route = getRouteApi('/shell/settings/$part')

const Account = lazy(async () => ({ default: (await import('#web/features/account/Account.tsx')).Account }))
const Notices = lazy(async () => ({ default: (await import('#web/features/notices/Notices.tsx')).Notices }))
const Tokens = lazy(async () => ({ default: (await import('#web/features/account/Tokens.tsx')).Tokens }))
const TheDesk = lazy(async () => ({ default: (await import('#web/features/house/TheDesk.tsx')).TheDesk }))
const People = lazy(async () => ({ default: (await import('#web/features/people/People.tsx')).People }))
const Rota = lazy(async () => ({ default: (await import('#web/features/rota/Rota.tsx')).Rota }))
const Promises = lazy(async () => ({
  default: (await import('#web/features/promises/Promises.tsx')).Promises,
}))
const Connections = lazy(async () => ({
  default: (await import('#web/features/connections/Connections.tsx')).Connections,
}))
const Forms = lazy(async () => ({ default: (await import('#web/features/forms/Forms.tsx')).Forms }))
const Templates = lazy(async () => ({
  default: (await import('#web/features/templates/Templates.tsx')).Templates,
}))
const Guard = lazy(async () => ({ default: (await import('#web/features/guard/Guard.tsx')).Guard }))
const Keeping = lazy(async () => ({ default: (await import('#web/features/keeping/Keeping.tsx')).Keeping }))
const OwnHandles = lazy(async () => ({
  default: (await import('#web/features/own-handles/OwnHandles.tsx')).OwnHandles,
}))
const Looks = lazy(async () => ({ default: (await import('#web/features/looks/Looks.tsx')).Looks }))

/** Where each part is shown; fetched when it is first opened. */
const pages: Readonly<Record<SettingsPart['part'], ComponentType>> = {
  account: Account,
  notices: Notices,
  desk: TheDesk,
  people: People,
  rota: Rota,
  promises: Promises,
  connections: Connections,
  forms: Forms,
  templates: Templates,
  guard: Guard,
  handles: OwnHandles,
  keeping: Keeping,
  looks: Looks,
  tokens: Tokens,
}

/** Everything that can be set, by who may set it. */
export function SettingsRoute() {
  const { part } = route.useParams()
  const { data: me } = useQuery(queries.me)
  const mine = settingsPartsFor(me?.role)
  const shown = mine.find((one) => one.part === part)
  if (me && !shown) return <Lost />
  const Page = shown ? pages[shown.part] : null
  return (
    <div className={`eh-page ${classes['settings']}`}>
      <nav aria-label={say('Settings')}>
        <h2 className="title">{say('Settings')}</h2>
        {mine.map((one) => (
          <Link
            key={one.part}
            to="/settings/$part"
            params={{ part: one.part }}
            ref={one.part === part ? intoSight : null}
          >
            {one.title}
          </Link>
        ))}
        {me?.role === 'admin' && !me.organisation.isSample ? (
          <Link to="/welcome">{say('Setting up')}</Link>
        ) : null}
      </nav>
      <Suspense fallback={<Bones rows={6} height={52} label={say('The settings are being read')} />}>
        {Page ? <Page /> : null}
      </Suspense>
    </div>
  )
}
