// Uses the real `vscode` API; the same in the Node host and in the web worker host.
import * as vscode from 'vscode'
import { equal, eventually, open } from './tools'

describe('the extension', () => {
  it('activates and says where it runs', async () => {
    const extension = vscode.extensions.getExtension('alertpath.alertpath')
    const api = await extension?.activate()
    console.log(`extension host: ${api.host}, VS Code ${vscode.version}`)
    equal(['node', 'web'].includes(api.host), true)
  })

  it('recognises a rule file', async () => {
    const document = await open('prometheus/rules/host.yml')
    const api = await vscode.extensions.getExtension('alertpath.alertpath')?.activate()
    await eventually('its kind', () => (api.status(document.uri.toString())?.kind === 'rules' ? true : undefined))
  })

  it('publishes a problem', async () => {
    const document = await open('prometheus/rules/host.yml')
    await eventually('a diagnostic', () => vscode.languages.getDiagnostics(document.uri)[0])
  })
})
