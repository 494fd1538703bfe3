import { Refusal } from '#domain/refusal.ts'
import { fileOf } from '../replies/outgoing-file.ts'

/** What customers send, and what a letter is scanned to; judged by what the bytes are, never by what they are called. */
const accepted =
  /^(?:image\/(?!svg)[\w.+-]+|audio\/[\w.+-]+|video\/[\w.+-]+|application\/(?:pdf|ogg)|text\/(?:plain|csv))$/

/** A file with a safe name and the type that its content tells. Programs, and what nobody can tell, are refused. */
export async function acceptedFile(uploaded: { name: string; bytes: Uint8Array }) {
  const { name, type } = await fileOf(uploaded)
  if (!accepted.test(type))
    throw new Refusal('invalid', `“${name}” is not a picture, a PDF, a text, a sound or a film.`)
  return { name, type, bytes: uploaded.bytes }
}
