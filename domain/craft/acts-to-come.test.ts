import { describe, expect, test } from 'vitest'
import { readTone } from './tone.ts'

const said = 'My kettle smokes! Mein Wasserkocher qualmt!'

/** What a reply is found to do: its act with whoever does it, and whether somebody comes back. */
function foundIn(reply: string) {
  const { virtues, dated } = readTone(reply, { said, isPublic: false, isHarm: false })
  const at = (wanted: string) => virtues.find(({ virtue }) => virtue === wanted)
  const act = at('act')
  return {
    act:
      act && act.spans.length > 0
        ? act.lacks.length === 0
          ? 'who does what by when'
          : `not ${act.lacks.join()}`
        : 'none',
    comesBack: (at('follow')?.spans.length ?? 0) > 0,
    isPromise: dated.length > 0,
  }
}

describe('the writer, or somebody named, who does something by a day is found to do so', () => {
  test.each([
    ['I, Sol Okonkwo, will have it collected today and ring you by 15:00 on Tuesday.', true],
    ['I will have it collected today and ring you by 15:00', true],
    ['I am sending you a new kettle today and will call you on Tuesday.', true],
    ["I'll bring the new lid myself on Thursday.", false],
    ['I will look at it with the workshop and ring you tomorrow by 10:00.', true],
    ['Jim Barlow comes by Wednesday 25 November', true],
    ['Our technician Pau comes on Wednesday 25 November between 9:00 and 11:00', true],
    ['Pau will be with you on Wednesday between 9 and 11.', true],
    ['Our driver Sam picks it up on Friday before noon.', false],
    ['Ines Carvalho sends you a new Pico by Thursday 26 November and rings you that day.', true],
    ['Maria Weiss from our workshop rings you tomorrow by 10:00.', true],
    ['Ich, Sol Okonkwo, lasse es heute abholen und rufe Sie bis Dienstag 15 Uhr an.', true],
    ['Ich lasse ihn morgen abholen.', false],
    ['Ich melde mich bis Freitag, 12 Uhr, bei Ihnen.', true],
    ['Am Dienstag rufe ich Sie bis 15:00 Uhr an.', true],
    ['Ich werde Ihnen am Mittwoch einen neuen bringen.', false],
    ['Jim Barlow holt ihn am Mittwoch, 25. November, ab.', false],
    ['Unser Techniker Pau kommt am Mittwoch, 25. November, zwischen 9:00 und 11:00 Uhr.', true],
    ['Unsere Technikerin Ada Berg wird Sie morgen bis 10 Uhr anrufen.', true],
    ['Frau Berg kommt am Freitag vorbei.', true],
  ])('%s', (reply, comesBack) => {
    expect(foundIn(reply)).toEqual({ act: 'who does what by when', comesBack, isPromise: true })
  })
})

describe('who is not named, and when is not said, stays missing', () => {
  test.each([
    ['Our technician comes on Wednesday between 9 and 11.', 'not owner'],
    ['Unser Techniker kommt am Mittwoch zwischen 9 und 11 Uhr.', 'not owner'],
    ['I will send you a new kettle.', 'not owner,date'],
    ['Our technician Pau comes as soon as he can.', 'none'],
    ['I will try my best by Tuesday.', 'none'],
    ['I understand that you waited on Tuesday.', 'none'],
    ['We are sorry that our technician Pau did not come on Wednesday.', 'none'],
    ['Please call us on Tuesday.', 'none'],
    ['Could Pau come on Wednesday at nine?', 'none'],
    ['Es tut mir leid, dass am Mittwoch niemand kam.', 'none'],
    ['Ich verstehe, dass Sie seit Dienstag warten.', 'none'],
  ])('%s', (reply, act) => {
    expect(foundIn(reply).act).toBe(act)
  })
})

test.each(['i will and ', 'ich werde ', 'ich, a, ', 'Pau Rei ', 'wird und ', 'will have and '])(
  'fifty thousand signs of “%s” are read in a moment',
  (piece) => {
    const text = `${piece.repeat(Math.ceil(50_000 / piece.length))} on tuesday`
    const { user } = process.cpuUsage()
    readTone(text, { said, isPublic: false, isHarm: false })
    expect((process.cpuUsage().user - user) / 1e3, 'milliseconds of a core').toBeLessThan(500)
  },
)
