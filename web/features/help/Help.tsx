import { ListPage } from '#web/ui/ListPage.tsx'
import { say } from '#web/words/say.ts'
import classes from './Help.module.css'
import { docs, firstDay, words } from './help-words.ts'

/** What a newcomer needs on the first day: how it goes, what the words mean, and where more is written. */
export function Help() {
  return (
    <ListPage
      title={say('Help')}
      about={say('How the day goes, and what the words on the screens mean.')}
      keys={[
        ['?', say('all keys')],
        ['mod+K', say('any action')],
      ]}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys */}
      <section className={classes['help']} tabIndex={0} aria-label={say('Help')}>
        <section aria-labelledby="first-day">
          <h2 id="first-day">{say('How the day goes')}</h2>
          <ol>
            {firstDay().map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
        <section aria-labelledby="words">
          <h2 id="words">{say('Words')}</h2>
          <dl>
            {words().map(([word, meaning]) => (
              <div key={word}>
                <dt>{word}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-labelledby="more">
          <h2 id="more">{say('Where more is written')}</h2>
          <p className="supports">
            {say('In English, in the folder docs of the program; README.md says how everything begins.')}
          </p>
          <dl>
            {docs().map(([file, about]) => (
              <div key={file}>
                <dt>
                  <code>{file}</code>
                </dt>
                <dd>{about}</dd>
              </div>
            ))}
          </dl>
        </section>
      </section>
    </ListPage>
  )
}
