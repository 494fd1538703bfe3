import { Checkbox } from '@mantine/core'
import { IconPaperclip, IconTemplate } from '@tabler/icons-react'
import { useRef } from 'react'
import { Button } from '#web/ui/Button.tsx'
import { Key } from '#web/ui/Key.tsx'
import { say } from '#web/words/say.ts'

type Props = {
  asks: boolean
  /** Whom one answers, by the given name. */
  name: string | null
  beginTemplate: () => void
  /** None where what is said goes by no machine, and no file with it. */
  takeFiles: ((files: File[]) => void) | null
  ask: (asks: boolean) => void
}

/** What helps with a reply: templates, files, and whose turn it is after it. */
export function ComposerTools({ asks, name, beginTemplate, takeFiles, ask }: Props) {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button look="bare" onClick={beginTemplate}>
        <IconTemplate size={16} stroke={1.5} aria-hidden="true" />
        {say('Template')} <Key name="/" />
      </Button>
      {takeFiles ? (
        <>
          <Button look="bare" onClick={() => picker.current?.click()}>
            <IconPaperclip size={16} stroke={1.5} aria-hidden="true" />
            {say('Attach')}
          </Button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            aria-label={say('Files to attach')}
            onChange={({ currentTarget }) => {
              takeFiles([...(currentTarget.files ?? [])])
              currentTarget.value = ''
            }}
          />
        </>
      ) : null}
      <Checkbox
        label={say('It asks {name} something: then it is their turn', { name: name ?? say('the customer') })}
        checked={asks}
        onChange={(event) => ask(event.currentTarget.checked)}
      />
    </>
  )
}
