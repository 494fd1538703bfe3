import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { sql, type Statement } from './statement.ts'

/** A transaction: the only way to a query. Statements run in the order in which they are given, awaited or not. */
export type Tx = {
  rows<Row extends pg.QueryResultRow>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>
  /** Gives a statement whose answer nobody waits for: if it fails, so does the transaction. */
  write(statement: Statement, values?: readonly unknown[]): void
  /** Asks the last question: the transaction is committed along with it, without another round trip. */
  last<Row extends pg.QueryResultRow>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>
}

/** By the name of each channel who hears what is said there. */
type Hearers = Readonly<Record<string, (payload: string) => void>>

/** A transaction that sees one organisation. */
export type OrgTx = Tx & { readonly org: string }

export type Database = {
  /**
   * Runs `act` in one transaction that sees this organisation only, after taking the advisory locks given.
   * Commits when it returns; whatever it throws rolls everything back.
   */
  withOrg<T>(org: string, act: (tx: OrgTx) => Promise<T>, locks?: readonly bigint[]): Promise<T>
  /** Runs `act` as the worker: ids, times and states of every organisation, and no words. */
  asWorker<T>(act: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs `act` as the owner, whom the wall lets pass: migrations, new organisations, backup. */
  asOwner<T>(act: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Calls whoever hears a channel for each notification on it, and each of them once with '' after every (re)connection,
   * until the signal aborts. While connected it holds the advisory lock `alive`: others can tell by it that this process
   * lives.
   */
  listen(hearers: Hearers, alive: number, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

export type DatabaseAddress = {
  owner: pg.ClientConfig
  app: pg.ClientConfig
  worker: pg.ClientConfig
  /** The key with which an organisation's transactions are sealed; the database holds the same. */
  wallKey: Buffer
}

/** The class of the advisory locks that say which process lives. */
export const aliveLocks = 460_001

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Opens the pools of the three roles. Nothing is connected before the first query. */
export function openDatabase(address: DatabaseAddress, sizes = { app: 10, worker: 3 }): Database {
  const types = { getTypeParser }
  // Statements that are given together are written in one go: each round trip costs more than most statements.
  const common = { types, application_name: `evenhand ${process.pid}`, pipeline: true }
  const app = quiet(new pg.Pool({ ...address.app, ...common, max: sizes.app }))
  // It asks the same few questions all the time: one plan each, whatever the moment that is asked about.
  const steady = { options: '-c plan_cache_mode=force_generic_plan' }
  const worker = quiet(new pg.Pool({ ...address.worker, ...common, ...steady, max: sizes.worker }))
  const owner = quiet(new pg.Pool({ ...address.owner, ...common, max: 2, idleTimeoutMillis: 1000 }))

  return {
    withOrg(org, act, locks = []) {
      const claim = `${org}.${wallCode(address.wallKey, org)}`
      return transaction(app, (tx) => {
        if (locks.length === 0) tx.write(enterOrganisation, [claim])
        else tx.write(enterHolding, [claim, locks])
        return act({ ...tx, org })
      })
    },
    asWorker: (act) => transaction(worker, act),
    asOwner: (act) => transaction(owner, act),
    listen: (hearers, alive, signal) =>
      listen({ ...address.worker, ...common, pipeline: false }, hearers, alive, signal),
    async close() {
      await Promise.all([app.end(), worker.end(), owner.end()])
    },
  }
}

const enterOrganisation = sql`select set_config('app.org', $1, true)`

/** The locks are taken in the order given: two that need the same ones never wait for each other. */
const enterHolding = sql`select set_config('app.org', $1, true),
  (select count(pg_advisory_xact_lock(key)) from unnest($2::bigint[]) key)`

/** The code that proves an organisation's id to the wall; the same formula as current_org() in the database. */
function wallCode(key: Buffer, org: string): string {
  if (!uuid.test(org)) throw new RangeError('An organisation is named by its id.')
  const inner = createHash('sha256').update(key).update(org).digest()
  return createHash('sha256').update(key).update(inner).digest('hex')
}

async function transaction<T>(pool: pg.Pool, act: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let fault: unknown
  let broken: Error | undefined
  let committed: Promise<pg.QueryResult> | undefined
  const ask = <Row extends pg.QueryResultRow>(statement: string | Statement, values?: readonly unknown[]) => {
    if (committed) throw new Error('The last question was asked: this transaction is over.')
    return send<Row>(client, statement, values)
  }
  const write = (statement: string | Statement, values?: readonly unknown[]) =>
    void ask(statement, values).catch((failure: unknown) => (fault ??= failure))
  const commit = () => {
    committed ??= send(client, 'commit')
    // Heard at the end, whatever happens before.
    committed.catch(() => undefined)
    return committed
  }
  try {
    write('begin')
    const result = await act({
      rows: async <Row extends pg.QueryResultRow>(statement: Statement, values?: readonly unknown[]) =>
        (await ask<Row>(statement, values)).rows,
      write,
      async last<Row extends pg.QueryResultRow>(statement: Statement, values?: readonly unknown[]) {
        const answer = ask<Row>(statement, values)
        void commit()
        return (await answer).rows
      },
    })
    const { command } = await commit()
    // A transaction of which one statement failed is rolled back when it is told to commit, and that is no error.
    if (command !== 'COMMIT') throw new Error('A statement failed, and whoever gave it went on.')
    return result
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    throw fault ?? error
  } finally {
    client.release(broken)
  }
}

/** What is sent in one turn of the event loop leaves in one packet. */
function send<Row extends pg.QueryResultRow>(
  client: pg.PoolClient,
  statement: string | Statement,
  values?: readonly unknown[],
) {
  const { stream } = client.connection
  stream.cork()
  process.nextTick(() => stream.uncork())
  return typeof statement === 'string'
    ? client.query<Row>(statement)
    : client.query<Row>({ ...statement, ...(values && { values: [...values] }) })
}

/**
 * Listens until the signal, on one connection at a time: connect, wait for its end, rest, again.
 * The first connection stands when this resolves.
 */
async function listen(
  config: pg.ClientConfig,
  hearers: Hearers,
  alive: number,
  signal: AbortSignal,
): Promise<void> {
  let [ended] = await listenOnce(config, hearers, alive, signal)
  const goOn = async () => {
    for (;;) {
      await ended
      if (signal.aborted) return
      await sleep(500, undefined, { ref: false })
      ;[ended] = await listenOnce(config, hearers, alive, signal).catch(() => [Promise.resolve()] as const)
    }
  }
  void goOn()
}

/** Resolves when it listens; what it gives resolves when it has ended. */
async function listenOnce(
  config: pg.ClientConfig,
  hearers: Hearers,
  alive: number,
  signal: AbortSignal,
): Promise<[ended: Promise<void>]> {
  const client = new pg.Client(config)
  const end = () => void client.end()
  const ended = new Promise<void>((resolve) => {
    client.once('end', () => {
      signal.removeEventListener('abort', end)
      resolve()
    })
  })
  client.on('error', () => undefined)
  client.on('notification', ({ channel, payload }) => hearers[channel]?.(payload ?? ''))
  try {
    await client.connect()
    signal.addEventListener('abort', end, { once: true })
    for (const channel of Object.keys(hearers)) await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    // The lock of our own connection before this one may take a moment to be free; we hear meanwhile.
    client.query('select pg_advisory_lock($1, $2)', [aliveLocks, alive]).catch(end)
  } catch (error) {
    end()
    throw error
  }
  // Whatever was said while nobody listened: the hearer asks from its own position.
  for (const heard of Object.values(hearers)) heard('')
  return [ended]
}

/** A pool whose idle connections may be cut by the server without ending the process: the next query reconnects. */
function quiet(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined)
  return pool
}

const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.TIMESTAMPTZ]: (text) => Temporal.Instant.fromEpochMilliseconds(Date.parse(text)),
}

/** Times are instants and counts are numbers; everything else as `pg` has it. */
const getTypeParser: typeof pg.types.getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  parsers[oid] ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser // overloaded by format; ours answers for both
