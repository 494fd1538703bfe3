import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Ladder } from '#domain/policy/ladder.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from './desk/desk.ts'
import { organisationMeant } from './desk/set-up/found-organisation.ts'
import { readPolicyText } from './desk/policy/read-policy-text.ts'
import { rehearse } from './desk/policy/rehearse.ts'
import { say } from './log.ts'
import { allMembers } from './store/members.ts'
import { versionInForce } from './store/policies.ts'

/** Rehearses the policy in a file on the past cases of an organisation, and says what would have been different. */
export async function rehearseFile(
  args: string[],
  withDesk: (act: (desk: Desk) => Promise<void>) => Promise<void>,
): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      org: { type: 'string' },
      against: { type: 'string' },
      minutes: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  const [file] = positionals
  if (file === undefined) throw new Refusal('invalid', 'Say which file the policy is in: rehearse FILE.')
  const { policy } = readPolicyText(await textIn(file))
  await withDesk(async (desk) => {
    const { id } = await organisationMeant(
      desk.db,
      desk.masterKey,
      { name: values.org, mayBeNew: false },
      desk.now(),
    )
    const { inForce, members } = await desk.db.withOrg(id, async (tx) => ({
      inForce: await versionInForce(tx, desk.now()),
      members: await allMembers(tx),
    }))
    const against = numberIn(values.against, '--against') ?? inForce
    const minutes = numberIn(values.minutes, '--minutes') ?? 20
    const terms = { policy, against, from: null, until: null, seniorFrom: null, minutes }
    const result = await rehearse(desk, id, terms, async () => undefined)
    if (values.json) say(JSON.stringify(result))
    else for (const line of [...strangersOn(policy.ladder, members), ...told(result, against)]) say(line)
  })
}

/** Who stands on a rota and is nobody here: once the policy is in force, no case reaches them. */
function strangersOn(ladder: Ladder, members: readonly { handle: string }[]): string[] {
  const known = new Set(members.map(({ handle }) => handle))
  return ladder.flatMap(({ id, rota }) =>
    [...new Set(rota.map(({ who }) => who))]
      .filter((who) => !known.has(who))
      .map((who) => `${who} stands on the rung ${id} and is no member of this desk.`),
  )
}

async function textIn(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new Refusal('not-found', `${file} cannot be read.`)
  }
}

function numberIn(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1)
    throw new Refusal('invalid', `${name} has to be a whole number.`)
  return number
}

type Result = Awaited<ReturnType<typeof rehearse>>

/** What came out of a rehearsal, for whoever reads it in a terminal. */
function told(result: Result, against: number): string[] {
  const { senior } = result
  const minutes = ({ low, middle, high }: typeof senior.before) => `${middle} [${low} to ${high}]`
  return [
    `${result.cases} past cases with ${result.vectors} different sets of facts, against version ${against}, in ${result.seconds} s.`,
    `${result.different} would have been treated differently.`,
    ...result.changes
      .slice(0, 20)
      .map(
        ({ output, before, after, cases }) =>
          `  ${cases} cases: ${output} ${String(before)} → ${String(after)}`,
      ),
    'Cases a day by the highest rung:',
    ...result.rungs.map(({ title, before, after }) => `  ${title}: ${before} → ${after}`),
    'Cases a day by person:',
    ...result.people.slice(0, 20).map(({ who, before, after }) => `  ${who.name}: ${before} → ${after}`),
    `Senior minutes a day, from ${senior.from} up, ${senior.minutesEach} a case: ${minutes(senior.before)} → ${minutes(senior.after)}; difference ${minutes(senior.difference)}.`,
    ...result.unknown.map(({ fact, cases, why }) =>
      why === 'not-recorded'
        ? `  ${fact} was not recorded in ${cases} cases.`
        : `  ${fact} was not known in ${cases} cases.`,
    ),
  ]
}
