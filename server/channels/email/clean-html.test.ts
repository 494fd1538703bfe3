import { expect, test } from 'vitest'
import { cleanHtml } from './clean-html.ts'

const clean = (html: string) => cleanHtml(html, { remoteImages: false }).html

/** After https://cheatsheetseries.owasp.org/cheatsheets/XSS_Filter_Evasion_Cheat_Sheet.html and mutation tricks. */
test.each([
  '<script>alert(1)</script>',
  '<SCRIPT SRC=https://evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="javascript:alert(1)">',
  '<IMG SRC=`javascript:alert(1)`>',
  '<img """><script>alert(1)</script>">',
  '<img src= onmouseover="alert(1)">',
  '<img/src="x"/onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href="&#106;&#97;&#118;&#97;script:alert(1)">x</a>',
  '<a href=" \u0001javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="blob:https://evil.example/1">x</a>',
  '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<math><mtext></p><img src onerror=alert(1)></mtext></math>',
  '<math><style><img src=x onerror=alert(1)></style></math>',
  '<iframe src="https://evil.example"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="https://evil.example/x.swf"></object>',
  '<embed src="https://evil.example/x.swf">',
  '<applet code=x></applet>',
  '<form action="https://evil.example"><input name=password><button>Sign in</button></form>',
  '<button formaction="javascript:alert(1)">x</button>',
  '<textarea><script>alert(1)</script></textarea>',
  '<select><option>&lt;script&gt;alert(1)&lt;/script&gt;</option></select>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
  '<plaintext><script>alert(1)</script>',
  '<template><script>alert(1)</script></template>',
  '<title><img src=x onerror=alert(1)></title>',
  '<style>@import "https://evil.example/x.css";</style>',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<div style="background:url(https://evil.example/x)">x</div>',
  '<div style="position:fixed;inset:0">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<table background="https://evil.example/x.png"><tr><td>x</td></tr></table>',
  '<body onload=alert(1) background="https://evil.example/x.png">',
  '<video src="https://evil.example/x" onerror=alert(1)></video>',
  '<audio src="https://evil.example/x" autoplay></audio>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<details open ontoggle=alert(1)>x</details>',
  '<p id="root" class="modal" name="cookie">x</p>',
  '<img name=getElementById src="cid:x">',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[><img src=x onerror=alert(1)>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<img srcset="https://evil.example/x 1x">',
  '<input type=image src="https://evil.example/x" onerror=alert(1)>',
  '<a href="//evil.example/x" onclick=alert(1)>x</a>',
  '<p title="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;">x</p>',
  '<img alt="&quot; onerror=&quot;alert(1)" src="cid:x">',
  '<img width="1 onerror=alert(1)" height="100%;position:fixed" src="cid:x">',
  '<div onclick="alert(1)" onfocus=alert(1) tabindex=1 autofocus>x</div>',
  '<a ping="https://evil.example" href="https://good.example">x</a>',
  `${'<div>'.repeat(2000)}<script>alert(1)</script><img src=x onerror=alert(1)>`,
])('nothing that could run, load or cover the page is left of %s', (html) => {
  const left = clean(html)
  const tags = left.match(/<[^>]*>/g) ?? []

  for (const tag of tags) {
    expect(tag).toMatch(/^<\/?(?:p|div|a|img|table|tbody|tr|td|b|span|br)(?: [a-z-]+="[^"<>]*")*(?: \/)?>$/)
    expect(tag.replace(/="[^"]*"/g, '=')).not.toMatch(
      / (?:on\w+|style|class|id|name|background|srcset|ping)=/i,
    )
    expect(tag).not.toMatch(/script:|evil\.example|data:/i)
  }
})

test('text, lists, tables and links stay', () => {
  const html =
    '<h2>Order</h2><ul><li>One</li></ul><table><tr><td colspan="2">499</td></tr></table><blockquote>Old</blockquote>'

  expect(clean(html)).toBe(html)
  expect(clean('<a href="https://good.example/a?b=1&amp;c=2" title="t">x</a>')).toBe(
    '<a href="https://good.example/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow" title="t">x</a>',
  )
  expect(clean('<a href="mailto:ada@example.org">x</a><a href="tel:+49305550100">y</a>')).toContain(
    'tel:+49305550100',
  )
  expect(clean('a < b & c')).toBe('a &lt; b &amp; c')
})

test('remote pictures are left out, counted and described until a person asks for them', () => {
  const html =
    '<img src="https://a.example/1.png" alt="one"><img src="//a.example/2.png"><img src="cid:three">'

  expect(cleanHtml(html, { remoteImages: false })).toEqual({
    html: '<img alt="one" data-left-out="remote" /><img data-left-out="remote" /><img data-cid="three" />',
    imagesLeftOut: 2,
  })
  expect(cleanHtml(html, { remoteImages: true })).toEqual({
    html: '<img alt="one" src="https://a.example/1.png" /><img src="https://a.example/2.png" /><img data-cid="three" />',
    imagesLeftOut: 0,
  })
})

const cidUrl = (contentId: string) => (contentId === 'a b@example.org' ? '/files/1' : undefined)

const shown = (html: string) => cleanHtml(html, { remoteImages: false, cidUrl }).html

test('a picture inside the mail is shown from where we keep it', () => {
  expect(shown('<img src="cid:a%20b@example.org" width="20">')).toBe(
    '<img width="20" data-cid="a b@example.org" src="/files/1" />',
  )
  expect(shown('<img src="cid:other">')).toBe('<img data-cid="other" />')
  expect(shown('<img src="cid:%zz">')).toBe('<img data-cid="%zz" />')
})

test('a small picture written into the page itself stays', () => {
  expect(clean('<img src="data:image/png;base64,iVBORw0KGgo=">')).toBe(
    '<img src="data:image/png;base64,iVBORw0KGgo=" />',
  )
})
