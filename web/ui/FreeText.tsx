import { Textarea, type TextareaProps } from '@mantine/core'
import { useMergedRef } from '@mantine/hooks'
import { useEffect, useRef, type Ref } from 'react'
import { tooLongWords } from './TooLong.tsx'

type Props = Omit<TextareaProps, 'value' | 'maxLength' | 'error'> & {
  value: string
  /** How many characters fit. */
  most: number
  ref?: Ref<HTMLTextAreaElement>
}

/** A place to write in that never cuts what is put there: what does not fit is told below it, and its form is not sent. */
export function FreeText({ value, most, ref, ...rest }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const words = tooLongWords(value, most)
  useEffect(() => field.current?.setCustomValidity(words ?? ''), [words])
  return <Textarea {...rest} ref={useMergedRef(field, ref)} value={value} error={words} />
}
