import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { answerFiles } from '../../client/src/files'
import { watchFiles } from '../../client/src/watch'
import { type ChangedParams, changed, type ListResult, list, type ReadResult, read } from '../../server/src/protocol'
import { equal, eventually, uri } from './tools'

/** Stands where the language client does: keeps what was registered and sent. */
class Wire {
  readonly #answers = new Map<string, (params: unknown) => Promise<unknown>>()
  readonly sent: ChangedParams[] = []
  readonly client = {
    onRequest: (method: string, answer: (params: unknown) => Promise<unknown>) => this.#answers.set(method, answer),
    sendNotification: async (method: string, params: ChangedParams) => {
      if (method === changed) this.sent.push(params)
    },
  } as unknown as BaseLanguageClient

  async ask<T>(method: string, params: unknown): Promise<T> {
    return (await this.#answers.get(method)?.(params)) as T
  }

  all(key: keyof ChangedParams): string[] {
    return this.sent.flatMap(params => params[key])
  }
}

const log = { debug() {}, info() {}, warn() {} } as unknown as vscode.LogOutputChannel
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const write = (path: string, content: string | Uint8Array): Thenable<void> =>
  vscode.workspace.fs.writeFile(uri(path), typeof content === 'string' ? bytes(content) : content)
const remove = (path: string): Thenable<void> => vscode.workspace.fs.delete(uri(path), { recursive: true })

describe('the files of the workspace', () => {
  const wire = new Wire()
  const asked = answerFiles(wire.client, { name: 'web', start: () => wire.client }, log)

  before(async () => {
    await write('scratch/.gitignore', 'out/\n*.local.yml\n!keep.local.yml\n')
    await write('scratch/a.yml', 'a: 1\n')
    await write('scratch/b.txt', 'b')
    await write('scratch/out/c.yml', 'c: 1\n')
    await write('scratch/d.local.yml', 'd: 1\n')
    await write('scratch/deep/keep.local.yml', 'e: 1\n')
    await write('scratch/deep/binary.yml', new Uint8Array([1, 0, 2]))
    await write('scratch/bom.yml', new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))
    await write('scratch/wide.yml', new Uint8Array([0xff, 0xfe, 0x61, 0, 0xe9, 0]))
  })

  after(() => remove('scratch'))

  it('are listed without what .gitignore leaves out', async () => {
    const { files, truncated } = await wire.ask<ListResult>(list, { uri: uri('scratch').toString() })
    equal(files.map(file => file.uri.slice(uri('scratch').toString().length + 1)).sort(), [
      'a.yml',
      'bom.yml',
      'deep/binary.yml',
      'deep/keep.local.yml',
      'wide.yml',
    ])
    equal(files.find(file => file.uri.endsWith('/a.yml'))?.size, 5)
    equal(truncated, false)
  })

  it('are read, or the reason why not is given', async () => {
    const get = (path: string): Promise<ReadResult> => wire.ask<ReadResult>(read, { uri: uri(path).toString() })
    equal(await get('scratch/a.yml'), { text: 'a: 1\n' })
    equal(await get('scratch/bom.yml'), { text: 'a' })
    equal(await get('scratch/wide.yml'), { text: 'aé' })
    equal(await get('scratch/deep/binary.yml'), { binary: true })
    equal(await get('scratch/none.yml'), { missing: true })
    equal(await get('scratch'), { missing: true })
  })

  it('outside the workspace are not looked at', async () => {
    const outside = uri('').with({ path: '/etc/hostname' }).toString()
    equal(await wire.ask(read, { uri: outside }), { outside: true })
    equal(await wire.ask(list, { uri: uri('').with({ path: '/etc' }).toString() }), { files: [], truncated: false })
  })

  it('that change in a heap are few messages, each file once, ignored ones never', async () => {
    const watching = watchFiles(wire.client, asked, log)
    try {
      await Promise.all(Array.from({ length: 200 }, (_, i) => write(`scratch/heap/${i}.yml`, `i: ${i}\n`)))
      await write('scratch/heap/x.local.yml', 'x: 1\n')
      const heap = (): string[] => wire.all('uris').filter(one => one.includes('/heap/'))
      const folder = uri('scratch/heap').toString()
      await eventually('all of them', () => (new Set(heap()).size >= 200 || wire.all('folders').includes(folder) ? true : undefined))
      equal(
        heap().filter(one => one.endsWith('.local.yml')),
        [],
      )
      equal(wire.sent.length <= 40, true)
    } finally {
      watching.dispose()
    }
  })

  it('that go with their folder are told', async () => {
    const watching = watchFiles(wire.client, asked, log)
    try {
      await write('scratch/gone/a.yml', 'a: 1\n')
      await new Promise(done => setTimeout(done, 500))
      wire.sent.length = 0
      await remove('scratch/gone')
      const gone = uri('scratch/gone').toString()
      await eventually('the deletion', () => (wire.all('uris').some(one => one === gone || one === `${gone}/a.yml`) ? true : undefined))
    } finally {
      watching.dispose()
    }
  })

  it('that were asked for by name are told although they are ignored, and so is their folder', async () => {
    const file = uri('scratch/out/key').toString()
    equal(await wire.ask(read, { uri: file }), { missing: true })
    const watching = watchFiles(wire.client, asked, log)
    const told = (what: string): Promise<true> =>
      eventually(what, () => (wire.all('uris').some(one => one === file || one === uri('scratch/out').toString()) ? true : undefined))
    try {
      await new Promise(done => setTimeout(done, 500))
      wire.sent.length = 0
      await write('scratch/out/key', 'a')
      await told('the file')
      await new Promise(done => setTimeout(done, 500))
      wire.sent.length = 0
      await remove('scratch/out')
      await told('that the folder went')
    } finally {
      watching.dispose()
    }
  })

  it('are listed again when what is ignored changes', async () => {
    const watching = watchFiles(wire.client, asked, log)
    try {
      await write('scratch/.gitignore', 'out/\n')
      await eventually('the folder', () => (wire.all('folders').includes(uri('scratch').toString()) ? true : undefined))
    } finally {
      watching.dispose()
    }
  })
})
