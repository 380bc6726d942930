import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { answerFiles } from '../../client/src/files'
import type { Host } from '../../client/src/host'
import { list, read } from '../../server/src/protocol'
import { equal, uri } from './tools'

describe('links', () => {
  const folder = uri('links').fsPath
  const outside = mkdtempSync(path.join(tmpdir(), 'outside-'))
  const answers = new Map<string, (params: unknown) => Promise<unknown>>()
  const client = { onRequest: (method: string, answer: (params: unknown) => Promise<unknown>) => answers.set(method, answer) } as unknown as BaseLanguageClient
  const host: Host = { name: 'node', start: () => client, resolve: async one => vscode.Uri.file(await realpath(one.fsPath)) }

  before(() => {
    mkdirSync(path.join(folder, 'in'), { recursive: true })
    writeFileSync(path.join(outside, 'secret.yml'), 'secret: 1\n')
    writeFileSync(path.join(folder, 'in', 'a.yml'), 'a: 1\n')
    symlinkSync(outside, path.join(folder, 'out'))
    symlinkSync(path.join(outside, 'secret.yml'), path.join(folder, 'secret.yml'))
    symlinkSync(folder, path.join(folder, 'in', 'loop'))
    symlinkSync(path.join(folder, 'in', 'a.yml'), path.join(folder, 'b.yml'))
    answerFiles(client, host, { debug() {} } as unknown as vscode.LogOutputChannel)
  })

  after(() => {
    rmSync(folder, { recursive: true, force: true })
    rmSync(outside, { recursive: true, force: true })
  })

  it('that leave the workspace are not followed, and those in circles end', async () => {
    const found = (await answers.get(list)?.({ uri: uri('links').toString() })) as { files: { uri: string }[] } | undefined
    equal(found?.files.map(file => path.basename(file.uri)).sort(), ['a.yml', 'b.yml'])
    for (const name of ['links/secret.yml', 'links/out/secret.yml']) equal(await answers.get(read)?.({ uri: uri(name).toString() }), { outside: true })
    equal(await answers.get(read)?.({ uri: uri('links/b.yml').toString() }), { text: 'a: 1\n' })
  })
})
