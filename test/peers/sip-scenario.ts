// What telephones say to the exchange (RFC 3261), as SIPp plays it. Fields come from a file: the number that calls, the name
// that comes with it, and the extension that is called.

const sdp = `Content-Type: application/sdp
Content-Length: [len]

v=0
o=u 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [media_port] RTP/AVP 0
a=rtpmap:0 PCMU/8000
`

const scenario = (name: string, steps: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8" ?>\n<scenario name="${name}">\n${steps.join('\n')}\n</scenario>\n`

const send = (text: string, attributes = '') => `<send${attributes}><![CDATA[\n${text}\n]]></send>`

const request = (method: string, to: string, sequence: string, more: string) => `${method} ${to} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: "[field1]" <sip:[field0]@127.0.0.1>;tag=[pid]c[call_number]
${more}
Call-ID: [call_id]
CSeq: ${sequence}
Contact: <sip:[field0]@[local_ip]:[local_port]>
Max-Forwards: 70`

const toExtension = 'To: <sip:[field2]@127.0.0.1>'
const extension = 'sip:[field2]@127.0.0.1:[remote_port]'
const nothing = 'Content-Length: 0\n'

const invite = send(`${request('INVITE', extension, '1 INVITE', toExtension)}\n${sdp}`, ' retrans="500"')

/** Somebody calls, speaks for a while once the call is answered, and hangs up. */
export const callerSpeaks = (spokenMs: number): string =>
  scenario('caller', [
    invite,
    '<recv response="100" optional="true"/><recv response="180" optional="true"/><recv response="200" rrs="true"/>',
    send(`${request('ACK', '[next_url]', '1 ACK', '[last_To:]\n[routes]')}\n${nothing}`),
    `<pause milliseconds="${spokenMs}"/>`,
    send(`${request('BYE', '[next_url]', '2 BYE', '[last_To:]\n[routes]')}\n${nothing}`, ' retrans="500"'),
    '<recv response="200"/>',
  ])

/** Somebody calls, lets it ring, and gives up. */
export const callerGivesUp = (ringsMs: number): string =>
  scenario('gives up', [
    invite,
    '<recv response="100" optional="true"/><recv response="180"/>',
    `<pause milliseconds="${ringsMs}"/>`,
    send(
      `CANCEL ${extension} SIP/2.0
[last_Via:]
From: "[field1]" <sip:[field0]@127.0.0.1>;tag=[pid]c[call_number]
${toExtension}
Call-ID: [call_id]
CSeq: 1 CANCEL
Max-Forwards: 70
${nothing}`,
      ' retrans="500"',
    ),
    '<recv response="200"/><recv response="487"/>',
    send(`ACK ${extension} SIP/2.0
[last_Via:]
From: "[field1]" <sip:[field0]@127.0.0.1>;tag=[pid]c[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
${nothing}`),
  ])

const answer = (status: string, tag: string, more: string) => `SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:]${tag}
[last_Call-ID:]
[last_CSeq:]
[last_Record-Route:]
Contact: <sip:agent@[local_ip]:[local_port]>
${more}`

const ownTag = ';tag=[pid]s[call_number]'
const ringing = send(answer('180 Ringing', ownTag, nothing))

/** A telephone rings, is picked up after a while, and hung up by the other side. */
export const telephoneAnswers = (afterMs: number): string =>
  scenario('agent', [
    '<recv request="INVITE" crlf="true" rrs="true"/>',
    ringing,
    `<pause milliseconds="${afterMs}"/>`,
    send(answer('200 OK', ownTag, sdp), ' retrans="500"'),
    '<recv request="ACK"/><recv request="BYE"/>',
    send(answer('200 OK', '', nothing)),
  ])

/** A telephone rings until the other side gives up. */
export const telephoneRings = (): string =>
  scenario('rings', [
    '<recv request="INVITE" crlf="true" rrs="true"/>',
    ringing,
    '<recv request="CANCEL"/>',
    send(answer('200 OK', '', nothing)),
    send(
      `SIP/2.0 487 Request Terminated
[last_Via:]
[last_From:]
[last_To:]${ownTag}
[last_Call-ID:]
CSeq: 1 INVITE
[last_Record-Route:]
${nothing}`,
      ' retrans="500"',
    ),
    '<recv request="ACK"/>',
  ])

/** A telephone says at which extension it is. */
export const telephoneRegisters = (at: number): string =>
  scenario('register', [
    send(
      `REGISTER sip:127.0.0.1:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[field0]@127.0.0.1>;tag=[pid]r[call_number]
To: <sip:[field0]@127.0.0.1>
Call-ID: [call_id]
CSeq: 1 REGISTER
Contact: <sip:[field0]@127.0.0.1:${at}>
Max-Forwards: 5
Expires: 3600
${nothing}`,
      ' retrans="500"',
    ),
    '<recv response="200"/>',
  ])
