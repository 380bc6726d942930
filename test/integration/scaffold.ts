// A stack by the commands alone, with an Enter a question: the same on a disk and in a browser that has none.
import * as vscode from 'vscode'
import { equal, eventually, uri } from './tools'

const exists = (path: string): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri(path)).then(
    () => true,
    () => false,
  )

const text = async (path: string): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri(path)))

/** Takes what each question offers, until the file is there. */
async function enterUntil(command: string, path: string): Promise<void> {
  const done = vscode.commands.executeCommand(command)
  await eventually(path, async () => {
    if (await exists(path)) return true
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem')
    await new Promise(resolve => setTimeout(resolve, 150))
    return undefined
  })
  await done
}

describe('a stack', () => {
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    if (await exists('monitoring')) await vscode.workspace.fs.delete(uri('monitoring'), { recursive: true })
  })

  it('is written where nothing else is, and nothing is wrong with it', async () => {
    // With all three folders there the workspace itself would be offered first, as the place of an earlier run.
    await vscode.workspace.fs.rename(uri('kestra'), uri('flows'))
    try {
      await enterUntil('alertpath.scaffoldStack', 'monitoring/README.md')
    } finally {
      await vscode.workspace.fs.rename(uri('flows'), uri('kestra'))
    }
    equal(/\/on-alert\/[A-Za-z0-9]{40}\n$/.test(await text('monitoring/alertmanager/secrets/kestra_url')), true)
    equal(/^\w+=$/m.test(await text('monitoring/.env')), false)
    await new Promise(resolve => setTimeout(resolve, 1_500))
    const wrong = vscode.languages.getDiagnostics().flatMap(([file, all]) => (file.path.includes('/monitoring/') ? all.map(one => one.message) : []))
    equal(wrong, [])
  })
})
