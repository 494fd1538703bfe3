import { redact } from '#domain/guard/redact.ts'
import { errorCode } from './store/error-code.ts'

/** How lines are written: for a person at a terminal, or one JSON object a line for a machine that gathers them. */
type Format = 'text' | 'json'

let format: Format = 'text'
let about: Readonly<Record<string, unknown>> = {}

/** Says how this process writes its lines, and what each of them tells about the process. */
export function writeLog(as: Format, tells: Readonly<Record<string, unknown>>): void {
  format = as
  about = tells
}

/** Lines for whoever runs the desk: what happened to the desk itself, never what anybody wrote. */
export function say(line: string): void {
  if (format === 'text') process.stdout.write(`${line}\n`)
  else writeLine('info', line)
}

/** Something is wrong that should never be, and somebody has to look; whatever its line was made of, nobody is named in it. */
export function raiseAlarm(alarm: string): void {
  const line = redact(alarm)
  if (format === 'text') process.stdout.write(`ALARM ${line}\n`)
  else writeLine('alarm', line)
}

/** An answer by HTTP, by its route and never by its address: that may name somebody. Told to machines only. */
export function tellRequest(request: {
  method: string
  route: string
  status: number
  milliseconds: number
}): void {
  if (format === 'json') writeLine('info', 'request', request)
}

/** A fault of ours: its name, its code and where it was thrown. Its message may quote a row, so it is left out. */
export function tellFault(name: string, fault: unknown): void {
  const { name: kind, code, stack } = described(fault)
  const places = stack
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, 6)
  if (format === 'text')
    process.stderr.write(
      `${new Date().toISOString()} fault in ${name}: ${kind} ${code}\n${places.join('\n')}\n`,
    )
  else writeLine('error', `fault in ${name}`, { kind, code, places: places.map((place) => place.trim()) })
}

function writeLine(level: 'info' | 'error' | 'alarm', message: string, more: object = {}) {
  const line = { at: new Date().toISOString(), level, message, ...more, ...about }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

function described(fault: unknown): { name: string; code: string; stack: string } {
  if (!(fault instanceof Error)) return { name: typeof fault, code: '', stack: '' }
  // What the database said is behind what it means to whoever asked.
  const { cause, message, stack = '' } = fault
  const code = errorCode(fault) ?? errorCode(cause) ?? ''
  // A message may have several lines, of which one looks like a place.
  return { name: fault.name, code, stack: stack.replace(message, '') }
}
