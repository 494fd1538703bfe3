import { parseArgs } from 'node:util'
import { Refusal } from '#domain/refusal.ts'
import { readConfig } from './config.ts'
import { say } from './log.ts'
import { masterKeyThere } from './master-key.ts'
import { openHouse } from './open-house.ts'
import { backUp, refuseDamaged, refuseOtherKey, restore } from './store/backup.ts'

/** `evenhand backup FOLDER`: writes a backup of the running desk, or of one that rests. */
export async function backup(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const folder = folderOf(positionals, 'backup FOLDER')
  const house = await openHouse(readConfig(process.env), () => undefined)
  try {
    const { tables, rows } = await backUp(house, folder, Temporal.Now.instant())
    say(`${folder} holds ${rows} rows of ${tables} tables. Keep the master key elsewhere: it is not in it.`)
  } finally {
    await house.close()
  }
}

/** `evenhand restore FOLDER`: puts a backup into an empty database. */
export async function restoreBackup(args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'nothing-sent-since': { type: 'boolean', default: false },
      'erasures-of': { type: 'string' },
    },
  })
  const folder = folderOf(positionals, 'restore FOLDER')
  const nothingSentSince = values['nothing-sent-since']
  const config = readConfig(process.env)
  // Opening the house would make a database and a key of its own, and both would stay behind a refusal.
  await refuseOtherKey(folder, await masterKeyThere(config.EVENHAND_DATA, config.EVENHAND_MASTER_KEY))
  await refuseDamaged(folder)
  const house = await openHouse(config, () => undefined)
  try {
    const { tables, rows } = await restore(house, folder, {
      nothingSentSince,
      erasuresOf: values['erasures-of'] ?? null,
    })
    say(`${rows} rows of ${tables} tables are restored. Everybody signs in anew.`)
    if (!nothingSentSince) say('Replies that were waiting to be sent are in doubt: they may have left since.')
  } finally {
    await house.close()
  }
}

function folderOf(positionals: readonly string[], usage: string): string {
  const [folder, ...more] = positionals
  if (folder === undefined || more.length > 0) throw new Refusal('invalid', `evenhand ${usage}`)
  return folder
}
