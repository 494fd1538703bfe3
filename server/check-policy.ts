import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Finding } from '#domain/policy/proof/finding.ts'
import { prove } from '#domain/policy/proof/prove.ts'
import { sentenceFor } from '#domain/policy/proof/sentence.ts'
import { Refusal } from '#domain/refusal.ts'
import { readLawShelf } from './desk/policy/law-shelf.ts'
import { readDraftText } from './desk/policy/read-policy-text.ts'
import { say } from './log.ts'

/** Nobody waits longer at a terminal; what is open then is not proved. */
const patience = Temporal.Duration.from({ seconds: 10 })

/**
 * `evenhand check-policy FILE [--json]`: proves a policy document. Exit code 0 where nothing is found, and 1 where
 * something is, each with the line of what it concerns, or where the document cannot be read.
 */
export async function checkPolicyFile(args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0)
    throw new Refusal('invalid', 'evenhand check-policy FILE [--json]')
  const text = await readFile(file, 'utf8').catch((fault: unknown) => {
    throw new Refusal('not-found', `${file} cannot be read: ${fault instanceof Error ? fault.message : ''}`)
  })
  try {
    const findings = await findingsIn(text)
    tell(file, findings, values.json)
    if (findings.length > 0) process.exitCode = 1
  } catch (fault) {
    if (!values.json || !(fault instanceof Refusal)) throw fault
    say(JSON.stringify({ findings: [], refused: fault.message, ...fault.details }))
    process.exitCode = 1
  }
}

type Located = Finding & { readonly message: string; readonly line: number }

async function findingsIn(text: string): Promise<Located[]> {
  const law = await readLawShelf()
  const { policy } = readDraftText(text)
  const until = performance.now() + patience.total('milliseconds')
  const found = prove(policy, { law, isLate: () => performance.now() > until })
  const lineOf = linesIn(text)
  return found.map((finding) => ({ ...finding, message: sentenceFor(finding), line: lineOf(finding) }))
}

function tell(file: string, findings: readonly Located[], asJson: boolean) {
  if (asJson) return say(JSON.stringify({ findings }))
  for (const { line, kind, message } of findings) say(`${file}:${line} ${kind}: ${message}`)
  say(findings.length === 0 ? 'Nothing is wrong with this policy: every proof holds.' : summary(findings))
}

function summary(findings: readonly Located[]): string {
  const open = findings.filter(({ kind }) => kind === 'not-proved').length
  const faults = findings.length - open
  return `${faults} ${faults === 1 ? 'fault' : 'faults'}${open > 0 ? `, ${open} not proved` : ''}.`
}

/** Where in a text the first row of a finding stands, else its table, else the ladder. */
function linesIn(text: string): (finding: Finding) => number {
  const lines = new LineCounter()
  const { contents } = parseDocument(text, { lineCounter: lines })
  return ({ table, rows, saying }) => {
    const part = table === null ? inside(contents, 'ladder') : named(inside(contents, 'tables'), table)
    const row = table === null && 'rung' in saying ? saying.rung : rows[0]
    const list = table === null ? part : inside(part, 'rows')
    const place = (row === undefined ? undefined : named(list, row)) ?? part ?? contents
    return isNode(place) ? lines.linePos(place.range?.[0] ?? 0).line : 1
  }
}

const inside = (node: unknown, key: string): unknown => (isMap(node) ? node.get(key, true) : undefined)

const Id = z.object({ id: z.string() })

const named = (node: unknown, id: string): unknown =>
  isSeq(node)
    ? node.items.find((item) => isMap(item) && Id.safeParse({ id: item.get('id') }).data?.id === id)
    : undefined
