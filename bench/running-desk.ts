import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A desk in a process of its own, as `npm start` runs it. */
export type RunningDesk = {
  pid: number
  url: string
  smtpPort: number
  /** From the start of the process to its ready line. */
  startedIn: Temporal.Duration
  /** It had to build the screens first, as their sources had changed. */
  builtScreens: boolean
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('../bin/evenhand', import.meta.url))

/** Starts a desk on a data folder, on any free ports, and waits until it says that it is ready; all that a desk does, or a part. */
export async function startDesk(dataFolder: string, role = 'web,worker,listener'): Promise<RunningDesk> {
  const began = performance.now()
  const desk = spawn(program, ['serve'], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      SMTP_PORT: '0',
      EVENHAND_DATA: dataFolder,
      EVENHAND_ROLE: role,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // It must not outlive a benchmark that fails.
  const end = () => desk.kill('SIGTERM')
  process.once('exit', end)
  const ready = await whenReady(desk)
  const startedIn = Temporal.Duration.from({ milliseconds: Math.round(performance.now() - began) })
  if (desk.pid === undefined) throw new Error('A process that speaks has a number.')
  const stop = async () => {
    process.off('exit', end)
    const ended = once(desk, 'exit')
    end()
    await ended
  }
  return { ...ready, pid: desk.pid, startedIn, stop }
}

async function whenReady({
  stdout,
}: ChildProcess): Promise<Pick<RunningDesk, 'url' | 'smtpPort' | 'builtScreens'>> {
  if (!stdout) throw new Error('The desk was started with its output in a pipe.')
  const said: string[] = []
  for await (const line of createInterface({ input: stdout })) {
    said.push(line)
    const url = /^Evenhand is ready at (\S+)/.exec(line)?.[1]
    const smtpPort = said.map((one) => /^Mail is taken at smtp:\/\/\S+:(\d+)$/.exec(one)?.[1]).find(Boolean)
    if (!url || !smtpPort) continue
    stdout.resume()
    return {
      url,
      smtpPort: Number(smtpPort),
      builtScreens: said.some((one) => one.startsWith('Building the screens')),
    }
  }
  throw new Error(`The desk ended before it was ready. It said:\n${said.join('\n')}`)
}

/** Runs another command of the program on the same data folder, and gives what it printed. */
export async function evenhand(dataFolder: string, ...args: string[]): Promise<string> {
  const command = spawn(program, args, {
    env: { ...process.env, EVENHAND_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(command, 'exit')
  let printed = ''
  for await (const chunk of command.stdout) printed += String(chunk)
  const [code]: unknown[] = await ended
  if (code !== 0) throw new Error(`evenhand ${args[0]} ended with ${String(code)}.`)
  return printed.trim()
}
