import { z } from 'zod'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import type { DraftFile } from './draft-keeper.ts'

const Answer = z.object({
  files: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number() })),
})
const Page = z.looseObject({ detail: z.string() })

/** An upload under way: `share` is how much of it has left, 0 to 1. */
export type Upload = { files: Promise<DraftFile[]>; stop: () => void }

/**
 * Uploads a file to one's draft and answers all the files that are with it now. By XMLHttpRequest, because `fetch` does not tell
 * how much has left.
 */
export function uploadFile(caseId: string, file: File, progress: (share: number) => void): Upload {
  const request = new XMLHttpRequest()
  const files = new Promise<DraftFile[]>((resolve, reject) => {
    const fail = () => reject(new Error(say('The desk cannot be reached.')))
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total ? loaded / total : 0))
    request.addEventListener('error', fail)
    request.addEventListener('abort', fail)
    request.addEventListener('load', () => {
      const answer = parsed(request.responseText)
      const told = Page.safeParse(answer).data?.detail
      if (request.status === 200) resolve(Answer.parse(answer).files)
      else reject(new Error(told === undefined ? say('The desk did not take it.') : heard(told)))
    })
  })
  request.open('POST', `/api/cases/${caseId}/draft/files`)
  const form = new FormData()
  form.append('file', file, file.name)
  request.send(form)
  return { files, stop: () => request.abort() }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
