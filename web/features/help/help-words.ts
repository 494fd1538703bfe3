import { say } from '#web/words/say.ts'

/** A day at the desk, step by step. */
export const firstDay = (): readonly string[] => [
  say('My turn holds what waits for you, the soonest date first. Enter opens a case, Escape leads back.'),
  say('R replies, P promises something with a date, E asks a higher rung to take it, N writes a note.'),
  say(
    'Shift P says that a promise was kept, Shift A approves and sends what waits for your name, Shift I signs a remedy.',
  ),
  say('What was just done can be taken back for ten seconds: Z.'),
  say('? shows every key, Ctrl K finds any action, case or person.'),
]

/** The words that a newcomer meets on the screens, each with what it means; in the order in which one meets them. */
export const words = (): readonly (readonly [word: string, meaning: string])[] => [
  [
    say('Rung'),
    say(
      'A place to escalate to, with people, hours and what they may sign. Above the last there is a named person.',
    ),
  ],
  [
    say('Owner'),
    say(
      'Who is answerable for a case: always exactly one. Whoever is asked to take it has it only once they accept.',
    ),
  ],
  [say('Turn'), say('Whose move is next: ours, or the customer’s.')],
  [say('Danger'), say('Somebody may come to harm. It is answered first, and whoever is on call is called.')],
  [say('Owed now'), say('The dates that we owe on a case. One that goes by is a failure of ours.')],
  [
    say('Promise'),
    say('A date that somebody named gave the customer. One that is not kept counts as a failure.'),
  ],
  [
    say('How far it is'),
    say('From noticed to settled. That it is settled is for the customer to say, not for us.'),
  ],
  [
    say('What was done'),
    say('The deed itself: repaired, sent, paid back. A reply says so; this writes it down.'),
  ],
  [
    say('What they say'),
    say(
      'What the customer says of how it stands, or of themselves. What can be checked is checked, and decides nothing before.',
    ),
  ],
  [
    say('Remedies'),
    say(
      'What a customer is given. What policy owes is theirs by right; a gesture is goodwill, and has its own budget.',
    ),
  ],
  [
    say('Private room'),
    say('A page for the customer alone, on the same case, for what should not be read by everyone.'),
  ],
  [say('Let it rest'), say('Keeps a case out of the queue until a time, for a reason. No date stops.')],
  [say('In doubt'), say('Replies of which nobody knows whether they arrived. A person decides.')],
  [say('Quarantine'), say('What came in and could not be understood. It waits for somebody to look.')],
  [
    say('Set aside'),
    say('What came in and is no complaint: advertising, out of office, a code. One key makes a case of it.'),
  ],
  [
    say('Who is looking'),
    say(
      'How far somebody’s voice carries. It may bring a case to somebody sooner; it never decides what is owed, and whoever looks grants no gesture there.',
    ),
  ],
]

/** What is written down further, and where. */
export const docs = (): readonly (readonly [file: string, about: string])[] => [
  ['replies.md', say('What the reply box does, and how a good reply reads')],
  ['settle.md', say('How a case is brought to its end, and what closes it')],
  ['line.md', say('Telephones and the call screen')],
  ['people.md', say('Whom a number or an address belongs to')],
  ['remedies.md', say('What is owed, gestures and signatures')],
  ['room.md', say('The customer’s private page')],
  ['policy.md', say('The policy, and how it is proved')],
  ['glossary.md', say('All words, also as the code has them')],
]
