import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { SpanKind, trace } from '@opentelemetry/api'
import pg from 'pg'
import { whatItMeans } from './away.ts'
import { errorCode } from './error-code.ts'
import { sql, type Statement } from './statement.ts'
import { takeStation, type Hearers, type Station } from './station.ts'

/** A transaction: the only way to a query. Statements run in the order in which they are given, awaited or not. */
export type Tx = {
  rows<Row extends pg.QueryResultRow>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>
  /** Gives a statement whose answer nobody waits for: if it fails, so does the transaction. */
  write(statement: Statement, values?: readonly unknown[]): void
  /** Asks the last question: the transaction is committed along with it, without another round trip. */
  last<Row extends pg.QueryResultRow>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>
}

/** A transaction that sees one organisation. */
export type OrgTx = Tx & {
  readonly org: string
  /**
   * Gives a row, as JSON text, to a statement that writes any number of them: `$1` is the organisation, `$2` the rows. One that
   * rests on whatever else is written meanwhile is written last.
   */
  addRow(statement: Statement, row: string, when?: 'last'): void
  /**
   * Asks about one thing by its id, and nothing else: what was given to be written and does not name it may be written later.
   */
  rowsOf<Row extends pg.QueryResultRow>(
    id: string,
    statement: Statement,
    values?: readonly unknown[],
  ): Promise<Row[]>
}

export type Database = {
  /**
   * Runs `act` in one transaction that sees this organisation only, after taking the advisory locks given.
   * Commits when it returns; whatever it throws rolls everything back. It is run once more when it and another waited for
   * each other, so it does nothing that is not undone with the transaction.
   */
  withOrg<T>(org: string, act: (tx: OrgTx) => Promise<T>, locks?: readonly bigint[]): Promise<T>
  /** Runs `act` as the worker: ids, times and states of every organisation, and no words. */
  asWorker<T>(act: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs `act` as the owner, whom the wall lets pass: migrations, new organisations, backup. */
  asOwner<T>(act: (tx: Tx) => Promise<T>): Promise<T>
  /** Takes a place among the processes of this database until the signal aborts: see `takeStation`. */
  listen(hearers: Hearers, alive: number, signal: AbortSignal): Promise<Station>
  close(): Promise<void>
}

export type DatabaseAddress = {
  owner: pg.ClientConfig
  app: pg.ClientConfig
  worker: pg.ClientConfig
  /** The key with which an organisation's transactions are sealed; the database holds the same. */
  wallKey: Buffer
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What the wall stands on is said with each connection: a role may change its own settings, and be made to. */
const asMeant = '-c search_path=public,pg_temp -c row_security=on'

/** How many connections each role has at most. */
export type PoolSizes = { app: number; worker: number }

/** Opens the pools of the three roles. Nothing is connected before the first query. */
export function openDatabase(address: DatabaseAddress, sizes: PoolSizes = { app: 10, worker: 3 }): Database {
  const types = { getTypeParser }
  // Statements that are given together are written in one go: each round trip costs more than most statements.
  const common = {
    types,
    application_name: `evenhand ${process.pid}`,
    pipeline: true,
    keepAlive: true,
    // A server whose machine vanished is noticed within a quarter of a minute, rather than after hours.
    keepAliveInitialDelayMillis: 5000,
    connectionTimeoutMillis: 30_000,
    // A new one learns every table and plans every statement anew, which costs as much as ten mails: it rests for long.
    idleTimeoutMillis: 60_000,
    // Whoever began and went silent holds locks that others wait for.
    idle_in_transaction_session_timeout: 60_000,
  }
  const app = quiet(new pg.Pool({ ...address.app, ...common, options: asMeant, max: sizes.app }))
  // It asks the same few questions all the time: one plan each, whatever the moment that is asked about.
  const steady = { options: `${asMeant} -c plan_cache_mode=force_generic_plan` }
  const worker = quiet(new pg.Pool({ ...address.worker, ...common, ...steady, max: sizes.worker }))
  const owner = quiet(new pg.Pool({ ...address.owner, ...common, max: 2, idleTimeoutMillis: 1000 }))

  return {
    withOrg(org, act, locks = []) {
      const claim = `${org}.${wallCode(address.wallKey, org)}`
      return againAfterDeadlock(() =>
        transaction(app, (tx) => {
          if (locks.length === 0) tx.write(enterOrganisation, [claim])
          else tx.write(enterHolding, [claim, locks])
          return act({
            ...tx,
            org,
            addRow: (statement, row) => tx.write(statement, [org, `[${row}]`]),
            rowsOf: (_, statement, values) => tx.rows(statement, values),
          })
        }),
      )
    },
    asWorker: (act) => againAfterDeadlock(() => transaction(worker, act)),
    asOwner: (act) => transaction(owner, act),
    listen: (hearers, alive, signal) =>
      takeStation({ ...address.worker, ...common, pipeline: false }, hearers, alive, signal),
    async close() {
      const ended = Promise.all([app.end(), worker.end(), owner.end()])
      // Whoever still asks after the end is not waited for.
      const waiting = new AbortController()
      await Promise.race([ended, sleep(2000, undefined, { signal: waiting.signal, ref: false })])
      waiting.abort()
    },
  }
}

const enterOrganisation = sql`select set_config('app.org', $1, true)`

/**
 * The locks are taken in the order given: two that need the same ones never wait for each other. What is done under locks
 * is the same few statements over and over: one plan each.
 */
const enterHolding = sql`select set_config('app.org', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true),
  (select count(pg_advisory_xact_lock(key)) from unnest($2::bigint[]) key)`

/** The code that proves an organisation's id to the wall; the same formula as current_org() in the database. */
function wallCode(key: Buffer, org: string): string {
  if (!uuid.test(org)) throw new RangeError('An organisation is named by its id.')
  const inner = createHash('sha256').update(key).update(org).digest()
  return createHash('sha256').update(key).update(inner).digest('hex')
}

/** Of two that wait for each other the database rolls one back. That one is done once more; nothing of it was done yet. */
async function againAfterDeadlock<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt()
  } catch (fault) {
    if (errorCode(fault) !== '40P01') throw fault
    return attempt()
  }
}

/** Within a traced piece of work a transaction is a span of its own; what it asks is not told. */
async function transaction<T>(pool: pg.Pool, act: (tx: Tx) => Promise<T>): Promise<T> {
  if (!trace.getActiveSpan()) return transact(pool, act)
  const attributes = { 'db.system.name': 'postgresql' }
  const span = trace.getTracer('evenhand').startSpan('transaction', { kind: SpanKind.CLIENT, attributes })
  return transact(pool, act).finally(() => span.end())
}

async function transact<T>(pool: pg.Pool, act: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((failure: unknown) => {
    throw whatItMeans(failure)
  })
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
    throw whatItMeans(fault ?? error)
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
  const query =
    typeof statement === 'string'
      ? { text: statement }
      : { ...statement, ...(values && { values: [...values] }) }
  // With a callback: behind the promise that `pg` makes itself, the rows of every query outlive two collections before they
  // are forgotten, and each collection stops the process three times as long.
  return new Promise<pg.QueryResult<Row>>((resolve, reject) => {
    client.query<Row>(query, (error: Error | null, result) => (error ? reject(error) : resolve(result)))
  })
}

/** A pool whose connections may be cut by the server without ending the process: the next query reconnects. */
function quiet(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined)
  // One that is in use tells its error to whoever asks it something, and here: unheard it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.TIMESTAMPTZ]: (text) => Temporal.Instant.fromEpochMilliseconds(Date.parse(text)),
}

/** Times are instants and counts are numbers; everything else as `pg` has it. */
const getTypeParser: typeof pg.types.getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  parsers[oid] ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser // overloaded by format; ours answers for both
