import { parseArgs } from 'node:util'
import { handleOf } from '#domain/handle.ts'
import { Refusal } from '#domain/refusal.ts'
import { roles } from '#domain/role.ts'
import { scopes, type Scope } from '#domain/scope.ts'
import { backup, restoreBackup } from './backup-commands.ts'
import { checkPolicyFile } from './check-policy.ts'
import { readConfig, type Config } from './config.ts'
import type { Desk } from './desk/desk.ts'
import { organisationMeant, organisationNamed } from './desk/set-up/found-organisation.ts'
import { loadSample } from './desk/sample/load-sample.ts'
import { memberNamed } from './desk/colleagues/members.ts'
import { openNumbers } from './desk/cases/numbers.ts'
import { makePass } from './desk/sign-in/passes.ts'
import { makeToken } from './desk/colleagues/tokens.ts'
import { publicAddressOf } from './desk/replies/public-address.ts'
import { openPolicies } from './desk/policy/policies.ts'
import { say, tellFault, writeLog } from './log.ts'
import { openHouse } from './open-house.ts'
import { rehearseFile } from './rehearse-command.ts'
import { startDesk, type RunningDesk } from './start-desk.ts'
import { embeddedPrograms } from './store/embedded-programs.ts'
import { removeSamples, thisOrganisation } from './store/organisations.ts'
import { hasSessions } from './store/passes.ts'
import { buildScreens } from './build-screens.ts'

const usage = `evenhand serve                     run the desk (--role web|worker|listener, some with commas: only that part of it)
evenhand prepare                   make ready what an account that may write nothing here needs: the screens, PostgreSQL's libraries
evenhand token --role ROLE         print an API token (--org NAME, --new if there is none of it yet, --name TEXT); ROLE is ${roles.join('|')};
                                   --scope ${scopes.join(',')} and --expires DATE or P90D narrow it
evenhand sign-in                   print a one-time sign-in link (--org NAME, --new if there is none of it yet, --member HANDLE)
evenhand remove-sample             take the sample company away, with all that is in it
evenhand migrate                   bring the database up to date
evenhand backup FOLDER             write a backup, also of a running desk
evenhand restore FOLDER            put a backup into an empty database (--nothing-sent-since, --erasures-of FOLDER)
evenhand check-policy FILE         prove a policy document: every fault with a counter-example (--json)
evenhand rehearse FILE             ask a policy about the past cases (--org NAME, --against VERSION, --minutes N, --json)`

const commands: Record<string, (args: string[]) => Promise<void>> = {
  serve,
  prepare,
  token,
  'sign-in': signIn,
  'remove-sample': removeSample,
  migrate,
  backup,
  restore: restoreBackup,
  'check-policy': checkPolicyFile,
  rehearse: (args) => rehearseFile(args, withDesk),
}

async function serve(args: string[]) {
  const { values } = parseArgs({ args, options: { role: { type: 'string' } } })
  const config = readConfig({
    ...process.env,
    ...(values.role !== undefined && { EVENHAND_ROLE: values.role }),
  })
  writeLog(config.EVENHAND_LOG, { pid: process.pid, role: config.EVENHAND_ROLE.join(',') })
  // What nobody has caught would be printed whole, with the rows that it quotes.
  process.on('uncaughtException', (fault) => {
    tellFault('process', fault)
    process.exit(1)
  })
  const isWeb = config.EVENHAND_ROLE.includes('web')
  if (isWeb) await buildScreens(say)
  const running = await startDesk(config)
  const { url } = running
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      // Asked twice, somebody is in a hurry: what is half done is taken up again at the next start.
      if (isStopping) process.exit(130)
      isStopping = true
      running.stop().then(
        () => process.exit(0),
        (fault: unknown) => {
          tellFault('stop', fault)
          process.exit(1)
        },
      )
    })
  if (isWeb) await welcome(running, config)
  if (config.SMTP_URL === undefined) say('SMTP_URL is not set: replies are kept and stay queued.')
  if (running.smtpPort !== null) say(`Mail is taken at smtp://${config.HOST}:${running.smtpPort}`)
  say(`Evenhand is ready at ${url}`)
}

/** What is made at the first start where one may write beside the program, and has to be there before where one may not. */
async function prepare() {
  await buildScreens(say)
  embeddedPrograms()
  say('Ready for whoever runs it.')
}

/** Tells whoever started the first desk how to come in, and fills the sample company where it was asked for. */
async function welcome({ desk, url, founded }: RunningDesk, config: Config) {
  const { id } = founded ?? (await organisationNamed(desk.db, desk.masterKey, undefined, desk.now()))
  const isFirst = !(await desk.db.withOrg(id, hasSessions))
  // Lines that a machine gathers are kept and read by many: no way in is written there.
  if (isFirst && config.EVENHAND_LOG === 'json')
    say('Nobody has signed in yet: `evenhand sign-in` prints a link.')
  else if (isFirst)
    say(
      `Sign in once with this link, within a day: ${config.EVENHAND_PUBLIC_URL ?? url}/sign-in#${await makePass(desk, id, { kind: 'link', member: 'administrator', role: 'admin' })}`,
    )
  if (config.EVENHAND_SAMPLE) await welcomeToSample(desk, config.EVENHAND_PUBLIC_URL ?? url, config)
}

/** Loads the sample company, where it is not there yet, and tells whoever asked for it how to come in. */
async function welcomeToSample(desk: Desk, base: string, { EVENHAND_LOG: log }: Config) {
  say('The sample company is being loaded …')
  const { org, agent } = await loadSample(desk)
  const { name } = await desk.db.withOrg(org, thisOrganisation)
  say(
    log === 'json'
      ? `The sample company is there: \`evenhand sign-in --org "${name}"\` prints a link to it.`
      : `Look at the sample company by this link, within a day: ${base}/sign-in#${await makePass(desk, org, { kind: 'link', member: agent, role: 'agent' })}`,
  )
}

async function removeSample() {
  await withDesk(async ({ db }) => {
    const [name] = await db.asOwner(removeSamples)
    say(name === undefined ? 'There is no sample company.' : `"${name}" is gone, with all that was in it.`)
  })
}

async function token(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      role: { type: 'string' },
      org: { type: 'string' },
      new: { type: 'boolean', default: false },
      name: { type: 'string' },
      scope: { type: 'string' },
      expires: { type: 'string' },
    },
  })
  const role = roles.find((known) => known === values.role)
  if (!role) throw new Refusal('invalid', `--role has to be one of ${roles.join(', ')}.`)
  const granted = values.scope === undefined ? undefined : readScopes(values.scope)
  const expiresAt = values.expires === undefined ? undefined : readExpiry(values.expires)
  await withDesk(async (desk) => {
    const {
      id: org,
      name: called,
      isNew,
    } = await organisationMeant(
      desk.db,
      desk.masterKey,
      { name: values.org, mayBeNew: values.new },
      desk.now(),
    )
    if (isNew) process.stderr.write(`The organisation "${called}" is new.\n`)
    const name = values.name ?? `${role} (token)`
    const handle = handleOf(values.name ?? role)
    // Whoever holds the machine holds all of the desk: what they make acts by its own hand.
    const made = { name, handle, role, scopes: granted, expiresAt, madeBy: handle }
    say((await makeToken(desk, org, made)).token)
  })
}

function readScopes(text: string): Scope[] {
  return text.split(',').map((part) => {
    const scope = scopes.find((known) => known === part.trim())
    if (!scope) throw new Refusal('invalid', `--scope has to be some of ${scopes.join(',')}.`)
    return scope
  })
}

function readExpiry(text: string): Temporal.Instant {
  try {
    if (!text.startsWith('P')) return Temporal.PlainDate.from(text).toZonedDateTime('UTC').toInstant()
    return now().toZonedDateTimeISO('UTC').add(Temporal.Duration.from(text)).toInstant()
  } catch {
    throw new Refusal('invalid', '--expires has to be a date, such as 2027-01-31, or a time from now: P90D.')
  }
}

async function signIn(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      org: { type: 'string' },
      new: { type: 'boolean', default: false },
      member: { type: 'string', default: 'administrator' },
    },
  })
  const { HOST, PORT, EVENHAND_PUBLIC_URL: publicUrl } = readConfig(process.env)
  await withDesk(async (desk) => {
    const { id, isNew } = await organisationMeant(
      desk.db,
      desk.masterKey,
      { name: values.org, mayBeNew: values.new },
      desk.now(),
    )
    if (isNew) process.stderr.write('This organisation is new.\n')
    const { handle, role } = await desk.db.withOrg(id, (tx) => memberNamed(tx, values.member))
    const base = publicUrl ?? (await publicAddressOf(desk, id)) ?? `http://${HOST}:${PORT}`
    say(`${base}/sign-in#${await makePass(desk, id, { kind: 'link', member: handle, role })}`)
  })
}

async function migrate() {
  await withDesk(async () => say('The database is up to date.'))
}

const now = () => Temporal.Instant.fromEpochMilliseconds(Date.now())
const nothing = () => undefined

/** Opens the running desk's database, or starts it for the moment. */
async function withDesk(act: (desk: Desk) => Promise<void>) {
  const house = await openHouse(readConfig(process.env), () => undefined)
  try {
    await act({
      db: house.db,
      now,
      policies: openPolicies(now),
      numbers: openNumbers(house.db),
      nudge: nothing,
      alarm: nothing,
      failed: tellFault,
      turned: nothing,
      ending: new AbortController().signal,
      mailDomain: '',
      networks: new Map(),
      masterKey: house.masterKey,
      place: { host: '', smtpPort: 0, hasRelay: false, trustedMailHosts: [] },
    })
  } finally {
    await house.close()
  }
}

const [name = 'help', ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  say(usage)
  process.exitCode = name === 'help' || name === '--help' ? 0 : 2
} else {
  try {
    await command(args)
  } catch (error) {
    if (error instanceof Refusal || (error instanceof TypeError && 'code' in error))
      process.stderr.write(`${error.message}\n`)
    else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      process.stderr.write(
        `${error.message}: something else already listens there. Choose other ports by PORT and SMTP_PORT.\n`,
      )
    else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  }
}
