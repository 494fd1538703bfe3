import '@mantine/core/styles/Checkbox.css'
import { FirstMailbox } from '#web/features/connections/FirstMailbox.tsx'
import { Forwarding } from '#web/features/connections/Forwarding.tsx'
import { Welcome } from '#web/features/welcome/Welcome.tsx'

/** The first visit, which asks also for what the connections know. */
export function WelcomeRoute() {
  return <Welcome Mailbox={FirstMailbox} Forward={Forward} />
}

function Forward({ close }: { close: () => void }) {
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <Forwarding />
      <FirstMailbox fetches={false} close={close} />
    </div>
  )
}
