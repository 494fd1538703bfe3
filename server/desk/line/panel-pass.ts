import type { Role } from '#domain/role.ts'

/** What the pass of a call screen in a panel is called: a colleague sits behind it, and no program. */
export const panelPassName = 'Call screen in a panel'

/** In the frame of another site nobody is an administrator: whoever is one works on cases there as a lead does. */
export const roleInPanel = (role: Role): Role => (role === 'admin' ? 'lead' : role)
