/** What a colleague, or a token, may be. */
export const roles = ['admin', 'lead', 'agent', 'executive', 'policy', 'analyst', 'cause-owner'] as const

export type Role = (typeof roles)[number]

/** Those who work on cases. */
export const deskRoles = ['admin', 'lead', 'agent', 'executive'] as const satisfies readonly Role[]

/** Whether somebody with this role opens cases at all: everything of the desk is for them alone. */
export const worksOnCases = (role: string | undefined): boolean => deskRoles.some((one) => one === role)

/** What a role is called where the desk speaks of it; the screens say it in the language of who looks. */
export const roleTitle = {
  admin: 'Administrator',
  lead: 'Team lead',
  agent: 'Agent',
  executive: 'Executive',
  policy: 'Policy owner',
  analyst: 'Analyst',
  'cause-owner': 'Cause owner',
} as const satisfies Readonly<Record<Role, string>>

/** Those whose day the sample company can be looked at through. */
export const sampleRoles = ['agent', 'lead', 'executive', 'admin'] as const satisfies readonly Role[]
