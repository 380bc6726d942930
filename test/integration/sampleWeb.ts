// Where there is no disk, the sample is opened to be looked at.
import * as vscode from 'vscode'
import { equal, eventually } from './tools'

describe('the sample, in a browser', () => {
  const close = () => vscode.commands.executeCommand('workbench.action.closeAllEditors')
  before(close)
  after(close)

  it('opens in the order of the way of an alert, understood, and cannot be changed', async () => {
    await vscode.commands.executeCommand('alertpath.openSample')
    const names = vscode.window.tabGroups.all.flatMap(group => group.tabs.map(tab => tab.label))
    equal([...names].sort(), ['alertmanager.yml', 'host.yml', 'on-alert.yml'])
    const document = vscode.window.activeTextEditor?.document
    equal(document?.uri.path.endsWith('/examples/stack/prometheus/rules/host.yml'), true)
    equal(vscode.workspace.fs.isWritableFileSystem(document?.uri.scheme ?? ''), false)
    if (!document) return
    const at = document.positionAt(document.getText().indexOf('predict_linear') + 2)
    await eventually('a hover', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at)
      return hovers.length > 0 ? true : undefined
    })
    equal(
      vscode.languages.getDiagnostics(document.uri).map(one => one.message),
      [],
    )
  })
})
