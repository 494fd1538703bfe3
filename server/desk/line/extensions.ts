import type { z } from 'zod'
import type { setExtensions as setting } from '#contract/calls.ts'
import { Refusal } from '#domain/refusal.ts'
import { extensionsOf, ownersOf, saveExtensions } from '#server/store/extensions.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'

/** At which extensions a colleague is called. */
export const showExtensions = (desk: Desk, { org, handle }: Agent): Promise<{ extensions: string[] }> =>
  desk.db.withOrg(org, async (tx) => ({ extensions: await extensionsOf(tx, handle) }))

/** Says at which extensions a colleague is called. Another's is taken over only knowingly: at a desk that several share. */
export const setExtensions = (
  desk: Desk,
  { org, handle }: Agent,
  { extensions, takeOver }: z.output<typeof setting.input>,
): Promise<{ extensions: string[] }> =>
  desk.db.withOrg(org, async (tx) => {
    const owners = await ownersOf(tx, extensions)
    const taken = owners.find(({ member, has_left: hasLeft }) => member !== handle && !hasLeft)
    if (taken && !takeOver)
      throw new Refusal(
        'conflict',
        `${taken.extension} is ${taken.name}’s extension. Take it over if you sit there now.`,
      )
    await saveExtensions(tx, {
      member: handle,
      extensions: [...new Set(extensions)],
      at: desk.now().toString(),
    })
    return { extensions: await extensionsOf(tx, handle) }
  })
