import * as vscode from 'vscode'
import { api, equal, eventually, open } from './tools'

interface Contributor {
  requestSchema(uri: string): string | undefined
  requestSchemaContent(schema: string): string | undefined
}

describe('another YAML extension', () => {
  const other = vscode.extensions.getExtension('redhat.vscode-yaml')

  it('is told to apply no schema to recognised files, and nothing about others', async function () {
    if (!other) this.skip()
    const document = await open('prometheus/rules/host.yml')
    await api()
    const { contributors } = await other.activate()
    const contributor = await eventually<Contributor>('the claim', () => contributors.get('alertpath'))
    const schema = await eventually('a schema', () => contributor.requestSchema(document.uri.toString()))
    equal(contributor.requestSchemaContent(schema), '{}')
    equal(contributor.requestSchema(document.uri.with({ path: '/elsewhere.yml' }).toString()) ?? null, null)
  })
})
