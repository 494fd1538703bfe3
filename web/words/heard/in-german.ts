import channels from './channels.de.json' with { type: 'json' }
import desk from './desk.de.json' with { type: 'json' }
import phrases from './phrases.de.json' with { type: 'json' }
import policy from './policy.de.json' with { type: 'json' }
import shapes from './shapes.de.json' with { type: 'json' }
import starter from './starter.de.json' with { type: 'json' }

/**
 * What the desk says, in German: what it refuses, what it says of connections and of policies, the phrases that stand in all
 * that, what a form that does not fit is told (the words of zod), and what the starter policy brings. A hole called `what`
 * holds a phrase or a sentence of the desk itself; any other, whatever stands there.
 */
export const heardInGerman: Readonly<Record<string, string>> = {
  ...starter,
  ...phrases,
  ...shapes,
  ...channels,
  ...policy,
  ...desk,
}
