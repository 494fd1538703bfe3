import { expect, test } from 'vitest'
import { textFromHtml } from './text-from-html.ts'

test.each([
  ['paragraphs are set apart', '<p>One.</p><p>Two.</p>', 'One.\n\nTwo.'],
  ['a line break is one', 'One.<br>Two.<br><br>Three.', 'One.\nTwo.\n\nThree.'],
  ['boxes are lines', '<div>One.</div><div>Two.<div>Three.</div></div>', 'One.\nTwo.\nThree.'],
  ['white space means nothing', ' <p> One \n\t two\u00a0three </p> ', 'One two three'],
  ['points of a list are marked', '<ul><li>One</li><li>Two</li></ul>', '- One\n- Two'],
  ['rows are lines', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
  [
    'quotations are marked by their depth',
    'x<blockquote>y<blockquote>z</blockquote></blockquote>w',
    'x\n>\n> y\n> >\n> > z\n\nw',
  ],
  ['prepared lines stay', '<pre>a\n b\n</pre>', 'a\nb'],
  ['what nobody sees is not told', '<title>t</title><style>s</style><script>c</script><!-- d -->x', 'x'],
  ['letters are told as letters', '&lt;b&gt; &amp;amp; &euro;&nbsp;&#x1F30A; "x"', '<b> &amp; € 🌊 "x"'],
  ['a picture is told by its description', '<img alt="the &quot;leak&quot;"><img src="x">', 'the "leak"'],
  ['a rule is a rule', 'a<hr>b', 'a\n----------\nb'],
  ['nothing is nothing', '<div><br></div><p>&nbsp;</p>', ''],
  ['a page made to be slow is told as words', `${'<b>'.repeat(9000)}One <i>two</i> &lt;`, 'One two <'],
])('%s', (_, html, text) => {
  expect(textFromHtml(html)).toBe(text)
})
