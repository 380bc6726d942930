// What the server offers, seen through the editor's own commands.
import * as vscode from 'vscode'
import { api, equal, eventually, open, uri, write } from './tools'

const recorded = 'instance:node_cpu_busy:ratio_rate5m'

/** The place of the nth `word` in a document, `by` characters into it. */
function place(document: vscode.TextDocument, word: string, by = 1, nth = 0): vscode.Position {
  let at = -1
  for (let i = 0; i <= nth; i++) at = document.getText().indexOf(word, at + 1)
  if (at < 0) throw new Error(`no "${word}" in ${document.uri.path}`)
  return document.positionAt(at + by)
}

const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code)

const problem = (document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> =>
  eventually(`the problem ${code}`, () => vscode.languages.getDiagnostics(document.uri).find(one => codeOf(one) === code))

const noProblem = (document: vscode.TextDocument): Promise<true> =>
  eventually('no problems', () => (vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined))

const actions = (document: vscode.TextDocument, range: vscode.Range): Thenable<vscode.CodeAction[]> =>
  vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range)

async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  if (!action?.edit) throw new Error('there is no such action with an edit')
  equal(await vscode.workspace.applyEdit(action.edit), true)
}

const endings = (locations: readonly (vscode.Location | vscode.LocationLink)[]): string[] =>
  [...new Set(locations.map(one => ('targetUri' in one ? one.targetUri : one.uri).path.split('/').slice(-1)[0] ?? ''))].sort()

const typo = 'groups:\n  - name: typo\n    rules:\n      - alert: Typo\n        exprr: up == 0\n'

describe('in a file of the stack', () => {
  let host: vscode.TextDocument

  before(async () => {
    host = await open('prometheus/rules/host.yml')
    const { status } = await api()
    await eventually('its kind', () => (status(host.uri.toString())?.kind === 'rules' ? true : undefined))
  })

  it('nothing is wrong, anywhere', async () => {
    await new Promise(done => setTimeout(done, 1_000))
    const all = vscode.languages.getDiagnostics().flatMap(([file, problems]) => problems.map(one => `${file.path}: ${one.message}`))
    equal(all, [])
  })

  it('its alerts are followed through the secret file with the address, as soon as that is there', async () => {
    const key = 'demo-0a1b2c3d4e5f6a7b'
    await write('alertmanager/secrets/kestra_url', `http://kestra:8080/api/v1/main/executions/webhook/company.alerts/on-alert/${key}\n`)
    const titles = async (): Promise<string[]> => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', host.uri, 50)
      return found.flatMap(one => one.command?.title ?? [])
    }
    const followed = await eventually('the flow', async () => {
      const found = await titles()
      return found.some(one => /kestra ⇢ on-alert/.test(one)) ? found : undefined
    })
    equal(
      followed.filter(one => one.includes(key)),
      [],
    )
  })

  it('hover explains a key and a function', async () => {
    const text = async (position: vscode.Position): Promise<string> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', host.uri, position)
      return hovers.flatMap(hover => hover.contents.map(part => (typeof part === 'string' ? part : part.value))).join('\n')
    }
    equal((await text(place(host, 'for: 2m'))).length > 20, true)
    equal(/predict_linear/.test(await text(place(host, 'predict_linear', 4))), true)
  })

  it('definition leads from an expression to the rule that records the metric', async () => {
    await eventually('the definition', async () => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', host.uri, place(host, recorded, 4))
      return endings(found).join() === 'recording.yml' ? true : undefined
    })
  })

  it('references name every file', async () => {
    const test = await open('prometheus/tests/host.test.yml')
    const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', test.uri, place(test, recorded, 4))
    equal(endings(found), ['host.test.yml', 'host.yml', 'recording.yml'])
  })

  it('rename changes every file', async () => {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      host.uri,
      place(host, recorded, 4),
      'instance:cpu:busy',
    )
    equal(
      edit
        .entries()
        .map(([file]) => file.path.split('/').pop() ?? '')
        .sort(),
      ['host.test.yml', 'host.yml', 'recording.yml'],
    )
  })

  it('the outline names the alerts, and so do the symbols of the workspace', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', host.uri)
    const names = (list: readonly vscode.DocumentSymbol[]): string[] => list.flatMap(one => [one.name, ...names(one.children)])
    equal(
      names(symbols).filter(name => /^Host[A-Z]\w+$/.test(name)),
      ['HostDown', 'HostCpuBusy', 'HostDiskFillsUp'],
    )
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'HostDisk')
    equal(
      found.some(one => one.name.includes('HostDiskFillsUp')),
      true,
    )
  })

  it('PromQL in scalars has colours', async () => {
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', host.uri)
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', host.uri)
    let line = 0
    let character = 0
    const found: string[] = []
    for (let i = 0; i < tokens.data.length; i += 5) {
      const [down = 0, right = 0, length = 0, type = 0] = tokens.data.slice(i, i + 5)
      character = down ? right : character + right
      line += down
      found.push(`${legend.tokenTypes[type]} ${host.getText(new vscode.Range(line, character, line, character + length))}`)
    }
    equal(found.includes('function predict_linear'), true)
  })
})

describe('a mistake', () => {
  let document: vscode.TextDocument

  beforeEach(async () => {
    await write('prometheus/rules/typo.yml', typo)
    document = await open('prometheus/rules/typo.yml')
  })

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    await vscode.workspace.fs.delete(uri('prometheus/rules/typo.yml'))
  })

  it('is underlined at the word, with a code that leads to its page', async () => {
    const found = await problem(document, 'unknown-key')
    equal(document.getText(found.range), 'exprr')
    equal(found.source, 'Alertpath')
    const target = typeof found.code === 'object' ? found.code.target : undefined
    equal([target?.authority, target?.path], ['alertpath.alertpath', '/check/unknown-key'])
  })

  it('is mended by its quick fix', async () => {
    const found = await problem(document, 'unknown-key')
    await apply((await actions(document, found.range)).find(one => /expr/.test(one.title) && !/^Allow/.test(one.title)))
    equal(document.getText().includes(' expr: up == 0'), true)
    await noProblem(document)
  })

  it('is silent once it is allowed', async () => {
    const found = await problem(document, 'unknown-key')
    await apply((await actions(document, found.range)).find(one => one.title === 'Allow "unknown-key" here'))
    equal(document.getText().includes('# alertpath: allow unknown-key'), true)
    await eventually('silence about it', () => (vscode.languages.getDiagnostics(document.uri).some(one => codeOf(one) === 'unknown-key') ? undefined : true))
  })
})

describe('a file that is not open', () => {
  it('has problems as long as it is there', async () => {
    const file = uri('prometheus/rules/closed.yml')
    const problems = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(file)
    await write('prometheus/rules/closed.yml', typo.replace('typo', 'closed'))
    await eventually('problems', () => (problems().length ? true : undefined))
    await vscode.workspace.fs.delete(file)
    await eventually('no problems', () => (problems().length ? undefined : true))
  })
})

describe('completion', () => {
  it('offers keys that fit and are not there yet', async () => {
    await write('prometheus/rules/half.yml', 'groups:\n  - name: half\n    rules:\n      - alert: Half\n        expr: up == 0\n        \n')
    const document = await open('prometheus/rules/half.yml')
    const list = await eventually('completions', async () => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, new vscode.Position(5, 8))
      return found.items.length ? found : undefined
    })
    const keys = list.items.flatMap(({ label, kind }) => (kind === vscode.CompletionItemKind.Property ? [typeof label === 'string' ? label : label.label] : []))
    equal(
      ['for', 'labels', 'annotations'].filter(name => keys.includes(name)),
      ['for', 'labels', 'annotations'],
    )
    equal(
      keys.filter(name => ['alert', 'expr', 'groups'].includes(name)),
      [],
    )
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    await vscode.workspace.fs.delete(uri('prometheus/rules/half.yml'))
  })
})

describe('foreign YAML', () => {
  const foreign = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: expr\nspec:\n  expr: sum(\n  template: {}\n'

  before(() => write('deploy/deployment.yml', foreign))
  after(() => vscode.workspace.fs.delete(uri('deploy'), { recursive: true }))

  it('is left alone', async () => {
    const document = await open('deploy/deployment.yml')
    const { status } = await api()
    await eventually('a status', () => status(document.uri.toString()))
    equal(status(document.uri.toString())?.kind ?? 'none', 'none')
    equal(vscode.languages.getDiagnostics(document.uri), [])
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', document.uri)
    equal(tokens?.data.length ?? 0, 0)
  })

  it('becomes what the user says it is, and foreign again', async () => {
    const document = await open('deploy/deployment.yml')
    const settings = vscode.workspace.getConfiguration('alertpath.files')
    await settings.update('associations', { 'deploy/*.yml': 'rules' }, vscode.ConfigurationTarget.Workspace)
    const { status } = await api()
    await eventually('the kind', () => (status(document.uri.toString())?.kind === 'rules' ? true : undefined))
    await eventually('problems', () => (vscode.languages.getDiagnostics(document.uri).length ? true : undefined))
    await settings.update('associations', undefined, vscode.ConfigurationTarget.Workspace)
    await eventually('no kind', () => ((status(document.uri.toString())?.kind ?? 'none') === 'none' ? true : undefined))
    await noProblem(document)
  })
})
