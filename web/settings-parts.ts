import { deskRoles, type Role } from '#domain/role.ts'
import { say } from '#web/words/say.ts'

export type SettingsPart = {
  part:
    | 'account'
    | 'notices'
    | 'desk'
    | 'people'
    | 'rota'
    | 'promises'
    | 'connections'
    | 'forms'
    | 'templates'
    | 'guard'
    | 'handles'
    | 'keeping'
    | 'looks'
    | 'tokens'
  title: string
  who: readonly Role[] | 'all'
  /** What is looked for by a name of its own, and stands within it: its title, and the heading to which it leads. */
  within?: { title: string; heading: string }
}

/** What can be set, and who may set it. */
const parts = (): readonly SettingsPart[] => [
  { part: 'account', title: say('Your account'), who: 'all' },
  { part: 'notices', title: say('How I am told'), who: deskRoles },
  { part: 'desk', title: say('The desk'), who: ['admin'] },
  { part: 'people', title: say('People and teams'), who: ['admin'] },
  {
    part: 'rota',
    title: say('Rota and hours'),
    who: ['admin', 'lead'],
    within: { title: say('Bank holidays'), heading: 'holidays' },
  },
  { part: 'promises', title: say('Promises kept'), who: ['admin', 'lead', 'executive'] },
  { part: 'connections', title: say('Connections'), who: ['admin'] },
  { part: 'forms', title: say('Web forms'), who: ['admin'] },
  { part: 'templates', title: say('Templates'), who: ['admin', 'lead', 'policy'] },
  { part: 'guard', title: say('Guard of replies'), who: ['admin', 'policy'] },
  { part: 'handles', title: say('Accounts of ours'), who: ['admin', 'lead'] },
  { part: 'keeping', title: say('Keeping and erasing'), who: ['admin'] },
  { part: 'looks', title: say('Who looked whom up'), who: ['admin'] },
  { part: 'tokens', title: say('API tokens'), who: ['admin'] },
]

/** What somebody with this role may set; nothing while it is not known who asks. */
export const settingsPartsFor = (role: Role | undefined): readonly SettingsPart[] =>
  role === undefined ? [] : parts().filter(({ who }) => who === 'all' || who.includes(role))
