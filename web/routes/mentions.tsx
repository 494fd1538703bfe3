import { Mentions } from '#web/features/mentions/Mentions.tsx'

/** Notes that name whoever looks. */
export function MentionsRoute() {
  return <Mentions />
}
