import { Help } from '#web/features/help/Help.tsx'

/** What a newcomer needs on the first day. */
export function HelpRoute() {
  return <Help />
}
