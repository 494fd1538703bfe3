import { startTransition, useEffect, useRef, useState } from 'react'
import type { WrittenPolicy } from '#domain/policy/written-policy.ts'
import type { Checked } from './check-draft.ts'
import { saidInWords } from './problem-words.ts'
import type { Proved, ToProve } from './prove-worker.ts'

/** What is known of the draft that is on the screen: what was last found, and whether that is of what stands there now. */
export type Proof = {
  readonly checked: Checked | null
  readonly isCurrent: boolean
  /** The proofs do not run in this browser; the desk proves before anything is published. */
  readonly hasFailed: boolean
}

/** Nobody wants to be told of a rule that is half written, and who writes needs the processor for that. */
const pauseMs = 400

/** Proves what is being edited, beside the page: after a pause, and broken off by the next key. */
export function useProof(policy: WrittenPolicy): Proof {
  const [proved, setProved] = useState<{ of: WrittenPolicy; checked: Checked } | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const bench = useRef<Bench>({ thread: null, isBusy: false, number: 0 })
  useEffect(() => {
    const { current } = bench
    let timer = setTimeout(begin, pauseMs)
    let isTold = false
    // What was found is drawn between two keys, or after them.
    const tell = (checked: Checked) => {
      isTold = true
      startTransition(() => {
        setFailed(false)
        setProved({ of: policy, checked: saidInWords(policy, checked) })
      })
    }
    function begin() {
      prove(current, policy, tell, () => {
        isTold = true
        setFailed(true)
      })
    }
    const giveWay = () => {
      if (isTold) return
      if (current.isBusy) dismiss(current)
      clearTimeout(timer)
      timer = setTimeout(begin, pauseMs)
    }
    window.addEventListener('keydown', giveWay, { capture: true })
    return () => {
      window.removeEventListener('keydown', giveWay, { capture: true })
      clearTimeout(timer)
    }
  }, [policy])
  useEffect(() => {
    const { current } = bench
    return () => dismiss(current)
  }, [])
  return { checked: proved?.checked ?? null, isCurrent: proved?.of === policy, hasFailed }
}

type Bench = { thread: Worker | null; isBusy: boolean; number: number }

function prove(bench: Bench, policy: WrittenPolicy, tell: (checked: Checked) => void, fail: () => void) {
  // A proof cannot be asked to stop: the thread that is at it is sent home.
  if (bench.isBusy) dismiss(bench)
  const thread = (bench.thread ??= hire())
  bench.isBusy = true
  const number = ++bench.number
  const heard = new AbortController()
  thread.addEventListener(
    'message',
    ({ data }: MessageEvent<Proved>) => {
      if (data.number !== number) return
      heard.abort()
      bench.isBusy = false
      tell(data.checked)
    },
    { signal: heard.signal },
  )
  thread.addEventListener(
    'error',
    () => {
      heard.abort()
      dismiss(bench)
      fail()
    },
    { signal: heard.signal },
  )
  const asked: ToProve = { number, document: policy }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- it is our own thread
  thread.postMessage(asked)
}

const hire = () => new Worker(new URL('./prove-worker.ts', import.meta.url), { type: 'module' })

function dismiss(bench: Bench) {
  bench.thread?.terminate()
  bench.thread = null
  bench.isBusy = false
}
