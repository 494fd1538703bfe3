/** Lines for whoever runs the desk: what happened to the desk itself, never what anybody wrote. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** A fault of ours: its name, its code and where it was thrown. Its message may quote a row, so it is left out. */
export function tellFault(name: string, fault: unknown): void {
  const { name: kind, code, stack } = described(fault)
  const where = stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .join('\n')
  process.stderr.write(`${new Date().toISOString()} fault in ${name}: ${kind} ${code}\n${where}\n`)
}

function described(fault: unknown): { name: string; code: string; stack: string } {
  if (!(fault instanceof Error)) return { name: typeof fault, code: '', stack: '' }
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : ''
  return { name: fault.name, code, stack: fault.stack ?? '' }
}
