import { NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { say } from '#web/words/say.ts'
import classes from './Connections.module.css'

/** A mail server as somebody writes it down. An empty password means the one that is kept. */
export type ServerDraft = { host: string; port: string; secure: boolean; user: string; password: string }

/** Such a draft, read back. */
export const ServerDraftShape: z.ZodType<ServerDraft> = z.object({
  host: z.string(),
  port: z.string(),
  secure: z.boolean(),
  user: z.string(),
  password: z.string(),
})

/** A server as the desk is told of it. */
export const serverGiven = ({ host, port, secure, user, password }: ServerDraft) => ({
  host: host.trim(),
  port: Number(port),
  secure,
  user,
  ...(password !== '' && { password }),
})

const portNumber = '[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]'

type Props = {
  /** Of what it is the server. */
  label: string
  server: ServerDraft
  ports: { secure: string; starting: string }
  isKept: boolean
  change: (server: ServerDraft) => void
  /** What else is asked of it, beside the port. */
  children?: ReactNode
}

/** Where a mail server is, and how one signs in there. */
export function ServerFields({ label, server, ports, isKept, change, children }: Props) {
  const { secure, starting } = ports
  return (
    <fieldset className={classes['server']} aria-label={label}>
      <TextInput
        label={say('Server')}
        placeholder={say('mail.example.com')}
        required
        value={server.host}
        onChange={(event) => change({ ...server, host: event.currentTarget.value })}
      />
      <NativeSelect
        label={say('Encryption')}
        value={server.secure ? 'tls' : 'starttls'}
        onChange={(event) => {
          const isSecure = event.currentTarget.value === 'tls'
          const isUsual = server.port === secure || server.port === starting
          change({
            ...server,
            secure: isSecure,
            port: isUsual ? (isSecure ? secure : starting) : server.port,
          })
        }}
        data={[
          { value: 'tls', label: say('TLS from the start (usually {port})', { port: secure }) },
          { value: 'starttls', label: say('STARTTLS (usually {port})', { port: starting }) },
        ]}
      />
      <TextInput
        label={say('Port')}
        inputMode="numeric"
        required
        pattern={portNumber}
        title={say('A number from 1 to 65535')}
        value={server.port}
        onChange={(event) => change({ ...server, port: event.currentTarget.value })}
      />
      {children}
      <TextInput
        className={classes['begins'] ?? ''}
        label={say('User')}
        autoComplete="off"
        required
        value={server.user}
        onChange={(event) => change({ ...server, user: event.currentTarget.value })}
      />
      <TextInput
        label={say('Password')}
        type="password"
        autoComplete="new-password"
        required={!isKept}
        placeholder={isKept ? say('kept, unless you type another') : ''}
        value={server.password}
        onChange={(event) => change({ ...server, password: event.currentTarget.value })}
      />
    </fieldset>
  )
}
