import { RemedyPage } from '#web/features/remedies/RemedyPage.tsx'

/** What waits for a signature, and the books of what was given. */
export function RemediesRoute() {
  return <RemedyPage />
}
