import { Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { endView, moveView } from '#contract/queue.ts'
import { ask } from '#web/api.ts'
import { newKey } from '#web/ui/new-key.ts'
import { say } from '#web/words/say.ts'

/** What can be done with the view that is shown. */
export function ViewItems({ view }: { view: { id: string; name: string } }) {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['views'] })
  const move = useMutation({
    mutationFn: (to: 'up' | 'down') => ask(moveView, { viewId: view.id, to, key: newKey() }),
    onSettled,
  })
  const end = useMutation({
    mutationFn: () => ask(endView, { viewId: view.id, key: newKey() }),
    onSettled,
  })
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{say('View {name}', { name: view.name })}</Menu.Label>
      <Menu.Item onClick={() => move.mutate('up')}>{say('Move it up')}</Menu.Item>
      <Menu.Item onClick={() => move.mutate('down')}>{say('Move it down')}</Menu.Item>
      <Menu.Item onClick={() => end.mutate()}>{say('Keep it no more')}</Menu.Item>
    </>
  )
}
