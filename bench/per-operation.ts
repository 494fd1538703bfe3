import { cpuBetween } from './cpu-time.ts'
import type { Bench } from './on-desk.ts'
import { rounded } from './spread.ts'

/** CPU-milliseconds of the desk's process and of PostgreSQL for each of so many operations. */
export type CpuEach = { node: number; postgres: number }

/** What operations cost in CPU, besides what `act` answers. Whatever else the desk does meanwhile is in it. */
export async function withCpu<T>(
  bench: Bench,
  operations: number,
  act: () => Promise<T>,
): Promise<{ answer: T; cpu: CpuEach }> {
  const before = await bench.cpu()
  const answer = await act()
  const { node, postgres } = cpuBetween(before, await bench.cpu())
  return { answer, cpu: { node: node / operations, postgres: postgres / operations } }
}

/** As a result's further figures. */
export const cpuFigures = ({ node, postgres }: CpuEach) => ({
  cpuMsNode: rounded(node, 3),
  cpuMsPostgres: rounded(postgres, 3),
})

export const shownCpu = ({ node, postgres }: CpuEach): string =>
  `CPU-ms each: Node ${node.toFixed(2)}, PostgreSQL ${postgres.toFixed(2)}`
