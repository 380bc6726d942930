// Live commands where there is only a browser: pages open, and what no page may send is offered for a terminal, with the reason.
import * as vscode from 'vscode'
import type { LiveTests } from '../../client/src/live'
import { Script } from './desk'
import { api, equal, open } from './tools'

const run = (name: string, ...args: readonly unknown[]): Thenable<unknown> => vscode.commands.executeCommand(`alertpath.live.${name}`, ...args)

describe('live servers, from a browser', () => {
  let live: LiveTests
  let place: unknown

  before(async () => {
    live = (await api()).live as LiveTests
    const rules = await open('prometheus/rules/host.yml')
    const { line, character } = rules.positionAt(rules.getText().indexOf('HostDown') + 1)
    place = { uri: rules.uri.toString(), line, character }
  })

  it('a test alert is offered for a terminal, with the reason', async () => {
    const script = new Script({ pick: (_, labels) => labels[0], input: () => '', confirm: ({ actions }) => actions[0] })
    live.use(script)
    await run('sendAlert', place)
    equal(script.confirmed[0]?.actions, ['Copy as curl'])
    equal(script.confirmed[0]?.detail.includes('A browser cannot send it'), true)
    equal(script.copied[0]?.startsWith("curl -sS -i -X POST 'http://localhost:9093/api/v2/alerts'"), true)
  })

  it('pages open', async () => {
    const script = new Script({ pick: () => 'Silences' })
    live.use(script)
    await run('openAlertmanager', place)
    equal(script.opened, ['http://localhost:9093/#/silences'])
  })
})
