// Requests of the Node host against servers on this machine.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { most } from '../../../client/src/live/send'
import { sendNode } from '../../../client/src/live/sendNode'

const open: Pick<Server, 'close' | 'closeAllConnections'>[] = []
after(() => {
  for (const server of open) {
    server.close()
    server.closeAllConnections()
  }
})

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer)
  open.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const get = (url: string, timeout = 5_000) => sendNode({ method: 'GET', url, headers: {}, timeout })

describe('a request', () => {
  it('arrives as it was meant', async () => {
    let seen: unknown
    const url = await serve((request, response) => {
      let body = ''
      request.on('data', chunk => (body += chunk))
      request.on('end', () => {
        seen = [request.method, request.url, request.headers['content-type'], request.headers['content-length'], body]
        response.end('thanks')
      })
    })
    const answer = await sendNode({ method: 'POST', url: `${url}/a?b=c%20d`, headers: { 'Content-Type': 'application/json' }, body: '{"ü":1}', timeout: 5_000 })
    assert.deepEqual(seen, ['POST', '/a?b=c%20d', 'application/json', '8', '{"ü":1}'])
    assert.deepEqual(answer, { status: 200, text: 'thanks' })
  })
  it('does not follow a redirect', async () => {
    let followed = 0
    const other = await serve((_, response) => {
      followed++
      response.end()
    })
    const url = await serve((_, response) => response.writeHead(307, { Location: `${other}/x` }).end())
    assert.deepEqual(await sendNode({ method: 'POST', url, headers: { Authorization: 'Basic x' }, body: '{}', timeout: 5_000 }), {
      status: 307,
      text: '',
      location: `${other}/x`,
    })
    assert.equal(followed, 0)
  })
  it('ends in time, and says so', async () => {
    const url = await serve(() => {})
    const started = Date.now()
    const answer = await get(url, 200)
    assert.ok('failed' in answer && answer.failed === 'timeout')
    assert.ok(Date.now() - started < 3_000)
  })
  it('reads no more than it can use', async () => {
    const url = await serve((_, response) => {
      response.on('error', () => {})
      for (let i = 0; i < 40; i++) response.write('x'.repeat(65_536))
      response.end()
    })
    const answer = await get(url)
    assert.ok('text' in answer && answer.text.length === most)
  })
  it('tells why it failed', async () => {
    const url = await serve((_, response) => response.end())
    open.at(-1)?.close()
    assert.equal((await get(url)) && 'failed' in (await get(url)), true)
    const refused = await get(url)
    assert.ok('failed' in refused && refused.failed === 'refused')
    const unknown = await get('http://no-such-host.invalid/')
    assert.ok('failed' in unknown)
    const secure = await get((await serve((_, response) => response.end())).replace('http:', 'https:'))
    assert.ok('failed' in secure)
    const bad = await sendNode({ method: 'GET', url: 'http://127.0.0.1:1/', headers: { 'bad header': 'x' }, timeout: 1_000 })
    assert.ok('failed' in bad)
  })
})

describe("a certificate of one's own", () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'certificate-'))
  const [key, certificate] = ['key.pem', 'certificate.pem'].map(name => path.join(folder, name)) as [string, string]
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate, ...names])
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('is trusted where it is named, and nowhere else', { skip: made.status === 0 ? false : 'there is no openssl' }, async () => {
    const server = createSecure({ key: readFileSync(key), cert: readFileSync(certificate) }, (_, response) => response.end('safe'))
    open.push(server)
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const refused = await get(url)
    assert.ok('failed' in refused && refused.failed === 'certificate', JSON.stringify(refused))
    assert.deepEqual(await sendNode({ method: 'GET', url, headers: {}, timeout: 5_000, certificates: readFileSync(certificate, 'utf8') }), {
      status: 200,
      text: 'safe',
    })
  })
})
