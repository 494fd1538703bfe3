import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { readDraft } from '#domain/policy/document.ts'
import { prove as proveOnce } from '#domain/policy/proof/prove.ts'
import { readLawShelf } from '#server/desk/policy/law-shelf.ts'
import { diceFrom } from '#test/dice.ts'
import type { Benchmark, Result } from './benchmark.ts'
import { mostHeapMb, proveApart, type Proof } from './prove-apart.ts'
import { sevenTables, type Style } from './seven-tables.ts'
import { rounded, spreadOf } from './spread.ts'

const sizes = [50, 100, 200, 400]

/** How long it takes to prove the starter policy, and seven large tables, with what was proved and what was left open. */
export const prove: Benchmark = {
  measures: 'milliseconds to prove the starter policy; growth over seven tables of 50 to 400 rows',
  run: measure,
}

async function measure(tell: (line: string) => void): Promise<Result> {
  const law = await readLawShelf()
  const prover = (document: unknown) => {
    const policy = readDraft(document)
    const began = performance.now()
    const findings = proveOnce(policy, { law })
    return { seconds: (performance.now() - began) / 1000, findings }
  }
  const starter: unknown = parse(
    await readFile(new URL('../packs/policies/starter.yaml', import.meta.url), 'utf8'),
  )
  const cold = prover(starter)
  const warm = Array.from({ length: 9 }, () => prover(starter))
  const { median } = spreadOf(warm.map(({ seconds }) => seconds * 1000))
  tell(
    `starter policy: ${(cold.seconds * 1000).toFixed(0)} ms cold, ${median.toFixed(0)} ms warm, ${toldOf(cold)}`,
  )

  const figures: Record<string, number> = {}
  for (const style of ['thresholds', 'arbitrary'] satisfies Style[])
    for (const rows of sizes) {
      const proof = await proveApart(sevenTables(diceFrom(rows), rows, style))
      tell(
        `seven tables of ${rows} rows, ${style}: ${proof.seconds.toFixed(2)} s, at most ${proof.heapMb.toFixed(0)} of ${mostHeapMb} MB, ${toldOf(proof)}`,
      )
      figures[`${style}${rows}Seconds`] = rounded(proof.seconds, 2)
      figures[`${style}${rows}HeapPeakMb`] = rounded(proof.heapMb, 0)
      figures[`${style}${rows}NotProved`] = openIn(proof)
    }
  return {
    name: 'prove',
    ratio: rounded((figures['thresholds400Seconds'] ?? 0) / (figures['thresholds50Seconds'] ?? 1), 1),
    baseline: 'seven tables of 50 rows, against seven of 400',
    unit: 'ms',
    value: rounded(cold.seconds * 1000, 1),
    n: warm.length + 1,
    warm: rounded(median, 1),
    findings: cold.findings.length,
    heapLimitMb: mostHeapMb,
    ...figures,
  }
}

type Found = Pick<Proof, 'findings'>

const openIn = ({ findings }: Found) => findings.filter(({ kind }) => kind === 'not-proved').length

function toldOf(proof: Found): string {
  const kinds = Map.groupBy(proof.findings, ({ kind }) => kind)
  const counts = [...kinds].map(([kind, list]) => `${list.length} ${kind}`)
  const open = proof.findings.filter(({ kind }) => kind === 'not-proved')
  const places = open.map(
    ({ table, rows }) => `${table ?? 'the ladder'}${rows.length > 0 ? ` (${rows.length} rows)` : ''}`,
  )
  return counts.length === 0
    ? 'sound'
    : `${counts.join(', ')}${open.length > 0 ? `: ${[...new Set(places)].join(', ')}` : ''}`
}
