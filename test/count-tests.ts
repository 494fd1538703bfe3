import { readFile } from 'node:fs/promises'
import { z } from 'zod'

// Run as `node test/count-tests.ts REPORT`: prints how many tests passed and failed, for the closing line of `npm test`.

const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

const [path = ''] = process.argv.slice(2)
const report = Report.parse(JSON.parse(await readFile(path, 'utf8')))
// A file that cannot be loaded has no tests to fail, and is one failure itself.
const unloaded = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
)
process.stdout.write(`${report.numPassedTests} ${report.numFailedTests + unloaded.length}\n`)
