/** What a colleague, or a token, may be. */
export const roles = ['admin', 'lead', 'agent', 'executive', 'policy', 'analyst', 'cause-owner'] as const

export type Role = (typeof roles)[number]

/** Those who work on cases. */
export const deskRoles = ['admin', 'lead', 'agent', 'executive'] as const satisfies readonly Role[]

/** Those whose day the sample company can be looked at through. */
export const sampleRoles = ['agent', 'lead', 'executive', 'admin'] as const satisfies readonly Role[]
