import { sendNotices } from '#server/work/send-notices.ts'
import { tellColleagues } from '#server/work/tell-colleagues.ts'
import type { TestDesk } from './desk.ts'

/** Does what a running desk does about telling colleagues at this moment: reads, calls, tells, and lets leave. */
export async function tellOn(desk: TestDesk, relayUrl: string | null): Promise<void> {
  const way = { relayUrl, defaultFrom: 'desk@desk.test', worker: 1 }
  await desk.settle()
  while (await tellColleagues(desk));
  while ((await sendNotices(desk, way)) > 0);
  // What was recorded meanwhile tells nobody of itself, and is read all the same.
  await desk.settle()
  while (await tellColleagues(desk));
}

/** Lets time pass minute by minute, with the clock ringing and colleagues being told. */
export async function passTelling(
  desk: TestDesk,
  duration: string,
  { step = 'PT1M', relayUrl }: { step?: string; relayUrl: string | null },
): Promise<void> {
  const until = desk.now().add(Temporal.Duration.from(duration))
  while (Temporal.Instant.compare(desk.now(), until) < 0) {
    await desk.pass(step)
    await tellOn(desk, relayUrl)
  }
}
