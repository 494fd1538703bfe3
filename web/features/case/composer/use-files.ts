import { useState } from 'react'
import { dropDraftFile } from '#contract/writing.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { announce } from '#web/ui/announce.ts'
import { say } from '#web/words/say.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { uploadFile } from './upload-file.ts'

/** A file on its way to the draft, or one that was refused, and why. */
export type Coming = {
  key: number
  name: string
  size: number
  share: number
  refused: string | null
  stop: () => void
}

let uploads = 0

/** The files of a draft: those that come, those that are there, and how to take one off. */
export function useFiles(caseId: string, keeper: Pick<DraftKeeper, 'withFiles' | 'state'>) {
  const [coming, setComing] = useState<readonly Coming[]>([])
  const change = (key: number, changed: Partial<Coming>) =>
    setComing((all) => all.map((one) => (one.key === key ? { ...one, ...changed } : one)))
  const forget = (key: number) => setComing((all) => all.filter((one) => one.key !== key))

  /** One after the other: each answer names all the files that are there. */
  const add = async (files: readonly File[]) => {
    for (const file of files) {
      uploads += 1
      const key = uploads
      const upload = uploadFile(caseId, file, (share) => change(key, { share }))
      const { name, size } = file
      const stop = () => {
        upload.stop()
        forget(key)
      }
      setComing((all) => [...all, { key, name, size, share: 0, refused: null, stop }])
      try {
        keeper.withFiles(await upload.files)
        forget(key)
        announce(say('{name} goes with it.', { name }))
      } catch (error) {
        change(key, { refused: error instanceof Error ? error.message : sentenceOf(error) })
      }
    }
  }
  const remove = async (fileId: string) => {
    await ask(dropDraftFile, { caseId, fileId }).catch(() => undefined)
    keeper.withFiles(keeper.state().files.filter(({ id }) => id !== fileId))
  }
  return {
    coming,
    add,
    remove,
    forget,
    isBusy: coming.some(({ refused }) => refused === null),
  }
}
