import { TextInput } from '@mantine/core'
import { describePerson } from '#contract/writing.ts'
import { ask } from '#web/api.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { languageWord } from './language-word.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'

type Input = {
  name: string | undefined
  language: string | null
  zone: string | null
  goodToKnow: string | null
  seq: number
}

const languages = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pl', 'pt', 'tr', 'uk', 'ar', 'ca']

const useAbout = keepDrafts<Record<'name' | 'language' | 'zone' | 'goodToKnow', string>>()

/** Enters what is good to know about the person, so that nobody asks them twice. */
export function DescribeForm(props: TaskProps) {
  const { kase, me, close } = props
  const about = kase.aboutPerson
  const known = {
    name: kase.person?.name ?? '',
    language: about?.language ?? '',
    zone: about?.zone ?? '',
    goodToKnow: about?.goodToKnow ?? '',
  }
  // What was begun on other words is not about those that stand there now.
  const { draft, change, forget } = useAbout(`${kase.id} ${JSON.stringify(known)}`, known)
  const { name, language, zone, goodToKnow } = draft
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, (input: Input, key) =>
    ask(describePerson, { caseId: kase.id, ...input, key }),
  )
  const described = () => {
    forget()
    close()
  }
  const tag = language.trim()
  const isTag = tag === '' || /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(tag)
  return (
    <TaskSheet
      {...props}
      title={say('What is good to know')}
      verb={say('Keep it')}
      seen={seen}
      command={command}
      isReady={isTag}
      submit={() =>
        command.mutate(
          {
            name: name.trim() === kase.person?.name ? undefined : name.trim() || undefined,
            language: tag || null,
            zone: zone.trim() || null,
            goodToKnow: goodToKnow.trim() || null,
            seq: seen.seq,
          },
          { onSuccess: described },
        )
      }
    >
      <TextInput
        label={say('Name')}
        maxLength={300}
        value={name}
        onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
      />
      <FreeText
        label={say('Good to know')}
        description={say('When to call, what to spare them. Every colleague on their cases reads it.')}
        autosize
        minRows={3}
        maxRows={8}
        most={1000}
        data-autofocus
        value={goodToKnow}
        onChange={(event) => change({ ...draft, goodToKnow: event.currentTarget.value })}
      />
      <TextInput
        label={say('Language')}
        description={tag !== '' && isTag ? languageWord(tag) : say('Its tag, such as es or pt-BR.')}
        error={isTag ? undefined : say('This is no language tag.')}
        list="languages"
        maxLength={35}
        value={language}
        onChange={(event) => change({ ...draft, language: event.currentTarget.value })}
      />
      <datalist id="languages">
        {languages.map((code) => (
          <option key={code} value={code}>
            {languageWord(code)}
          </option>
        ))}
      </datalist>
      <TextInput
        label={say('Time zone')}
        description={say('Such as Europe/Madrid. Their clock then stands beside ours.')}
        list="zones"
        maxLength={60}
        value={zone}
        onChange={(event) => change({ ...draft, zone: event.currentTarget.value })}
      />
      <datalist id="zones">
        {Intl.supportedValuesOf('timeZone').map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </datalist>
    </TaskSheet>
  )
}
