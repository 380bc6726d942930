import * as vscode from 'vscode'
import { api, equal, eventually, open } from './tools'

describe('the extension', () => {
  it('activates and says where it runs', async () => {
    const { host } = await api()
    console.log(`extension host: ${host}, VS Code ${vscode.version}`)
    equal(['node', 'web'].includes(host), true)
  })

  it('recognises a rule file', async () => {
    const document = await open('prometheus/rules/host.yml')
    const { status } = await api()
    await eventually('its kind', () => (status(document.uri.toString())?.kind === 'rules' ? true : undefined))
  })

  it('offers its commands', async () => {
    const commands = await vscode.commands.getCommands(true)
    const ours = commands.filter(id => id.startsWith('alertpath.')).sort()
    const expected = ['chooseKind', 'insertSnippet', 'restartServer', 'showCheck', 'showStatus'].map(name => `alertpath.${name}`)
    equal(
      ours.filter(id => expected.includes(id)),
      expected,
    )
  })

  it('shows a status report', async () => {
    await vscode.commands.executeCommand('alertpath.showStatus')
    const text = vscode.window.activeTextEditor?.document.getText() ?? ''
    equal(text.startsWith('# Alertpath'), true)
    equal(/demo-|company\.alerts|password/i.test(text), false)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  })

  it('works again after its server was restarted', async () => {
    const document = await open('prometheus/rules/host.yml')
    await vscode.commands.executeCommand('alertpath.restartServer')
    const { status } = await api()
    await eventually('its kind', () => (status(document.uri.toString())?.kind === 'rules' ? true : undefined))
  })
})
