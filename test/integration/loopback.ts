// Servers of this machine that stand for Prometheus, Alertmanager and Kestra and keep every request.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Request {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export class Loopback {
  readonly requests: Request[] = []
  answer: (request: Request) => Answer = () => ({})

  private constructor(readonly server: Server) {}

  static async start(answer?: (request: Request) => Answer): Promise<Loopback> {
    const server = createServer()
    const loopback = new Loopback(server)
    if (answer) loopback.answer = answer
    server.on('request', (incoming, response) => {
      let body = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (chunk: string) => {
        body += chunk
      })
      incoming.on('end', () => {
        const request = { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body }
        loopback.requests.push(request)
        const { status = 200, headers = {}, body: text = '' } = loopback.answer(request)
        response.writeHead(status, headers).end(text)
      })
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return loopback
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** What came since the last time. */
  take(): Request[] {
    return this.requests.splice(0)
  }

  stop(): void {
    this.server.close()
    this.server.closeAllConnections()
  }
}
