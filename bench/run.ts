import { parseArgs } from 'node:util'
import type { Benchmark } from './benchmark.ts'
import { callsToCards } from './calls.ts'
import { erase } from './erase.ts'
import { guard } from './guard.ts'
import { keys } from './keys.ts'
import { list } from './list.ts'
import { live } from './live.ts'
import { lookup } from './lookup.ts'
import { open } from './open.ts'
import { policy } from './policy.ts'
import { prove } from './prove.ts'
import { receive } from './receive.ts'
import { rehearsal } from './rehearse.ts'
import { search } from './search.ts'
import { start } from './start.ts'
import { studio } from './studio.ts'
import { timers } from './timers.ts'

// Run as `npm run bench -- NAME [--json]`; without a name it lists what there is.

const benchmarks: Readonly<Record<string, Benchmark>> = {
  receive,
  start,
  list,
  search,
  live,
  lookup,
  timers,
  open,
  erase,
  keys,
  studio,
  policy,
  prove,
  rehearse: rehearsal,
  calls: callsToCards,
  guard,
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } })
const [name] = positionals
const benchmark = name === undefined ? undefined : benchmarks[name]

const say = (line: string) => process.stdout.write(`${line}\n`)

if (benchmark) {
  const result = await benchmark.run(say)
  if (values.json) say(JSON.stringify(result))
} else {
  if (name !== undefined) say(`There is no benchmark named ${name}. There are:`)
  for (const [known, { measures }] of Object.entries(benchmarks)) say(`${known.padEnd(10)} ${measures}`)
  process.exitCode = name === undefined ? 0 : 2
}
