/** What a benchmark found. Further figures may stand beside these. */
export type Result = {
  name: string
  /** The value in relation to the baseline of the same run on the same machine. */
  ratio: number
  /** What the ratio compares with, in words. */
  baseline: string
  unit: string
  value: number
  /** How many things were measured. */
  n: number
  [further: string]: number | string
}

/** A benchmark: one sentence on what it measures, and the run; `tell` is for lines that people read meanwhile. */
export type Benchmark = { measures: string; run(tell: (line: string) => void): Promise<Result> }
