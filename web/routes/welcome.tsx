import '@mantine/core/styles/Checkbox.css'
import { Forwarding } from '#web/features/connections/Forwarding.tsx'
import { MailboxForm } from '#web/features/connections/MailboxForm.tsx'
import { Welcome } from '#web/features/welcome/Welcome.tsx'

/** The first visit, which asks also for what the connections know. */
export function WelcomeRoute() {
  return <Welcome Mailbox={MailboxForm} Forward={Forward} />
}

function Forward({ close }: { close: () => void }) {
  return (
    <>
      <Forwarding />
      <MailboxForm fetches={false} close={close} />
    </>
  )
}
