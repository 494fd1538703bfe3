import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import { panelPassName } from '#server/desk/line/panel-pass.ts'
import type { PassBearer } from '#server/desk/sign-in/passes.ts'
import { openPaces, type Pace, type Paces } from './paces.ts'

/** As fast as somebody types and looks around; whoever walks through everybody does not get far. */
const ofColleague: Pace = { atOnce: 120, eachSecond: 1 }
/** A telephone system asks for everybody who calls, by a token that an administrator has made for it. */
const ofProgram: Pace = { atOnce: 1200, eachSecond: 20 }

const opened = new WeakMap<Desk, Paces>()

/** Refuses whoever looks up people faster than anybody is asked for. A card on the screen is read anew at each change. */
export function refuseHurry(
  desk: Desk,
  { org, handle, pass }: PassBearer,
  question: 'look-up' | 'card' = 'look-up',
): void {
  const paces = opened.get(desk) ?? openPaces(() => desk.now().epochMilliseconds / 1000)
  opened.set(desk, paces)
  // The call screen in a panel asks by a pass of its own, and a colleague sits behind it.
  const isProgram = pass.kind === 'token' && pass.openedBy !== panelPassName
  const pace = isProgram || question === 'card' ? ofProgram : ofColleague
  const wait = paces.take(`${org} ${isProgram ? 'program' : 'colleague'} ${question} ${handle}`, pace)
  if (wait > 0)
    throw new Refusal('too-many', 'You have looked up very many people. Try again in a while.', {
      retryAfterSeconds: wait,
    })
}
