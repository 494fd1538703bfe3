let pass: string | null = null

/** From here on this page asks by a pass of its own: in a frame of another site there is no cookie. */
export function askBy(token: string | null): void {
  pass = token
}

/** What goes with every question of this page. */
export const bearer = (): Readonly<Record<string, string>> =>
  pass === null ? {} : { authorization: `Bearer ${pass}` }
