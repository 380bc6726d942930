import * as vscode from 'vscode'
import { CloseAction } from 'vscode-languageclient'
import { Crashes } from '../../client/src/crashes'
import { equal } from './tools'

describe('a server that ends by itself', () => {
  it('is started again twice, then the user decides', async () => {
    const log = vscode.window.createOutputChannel('crashes', { log: true })
    const crashes = new Crashes(log)
    const actions = [crashes.closed(), crashes.closed(), crashes.closed()].map(result => result.action)
    equal(actions, [CloseAction.Restart, CloseAction.Restart, CloseAction.DoNotRestart])
    await vscode.commands.executeCommand('notifications.clearAll')
    crashes.dispose()
    equal(crashes.closed().action, CloseAction.DoNotRestart)
    log.dispose()
  })
})
