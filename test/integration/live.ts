// Live commands in the extension host, against servers of this machine: what is sent, when, and where to.
import * as vscode from 'vscode'
import type { LiveTests } from '../../client/src/live'
import { Script, type Shown } from './desk'
import { Loopback } from './loopback'
import { api, equal, eventually, open } from './tools'

const run = (name: string, ...args: readonly unknown[]): Thenable<unknown> => vscode.commands.executeCommand(`alertpath.live.${name}`, ...args)

const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('alertpath.live')

describe('live servers', () => {
  let live: LiveTests
  let prometheus: Loopback
  let alertmanager: Loopback
  let kestra: Loopback
  let elsewhere: Loopback
  let rules: vscode.TextDocument
  let flow: vscode.TextDocument

  const all = (): readonly Loopback[] => [prometheus, alertmanager, kestra, elsewhere]
  const nothingCame = (): void =>
    equal(
      all().map(one => one.take().map(({ method, url }) => `${method} ${url}`)),
      [[], [], [], []],
    )
  const play = (script: Script): Script => {
    live.use(script)
    return script
  }
  /** A place in a document: that of a text in it. */
  const at = (document: vscode.TextDocument, text: string): unknown => {
    const { line, character } = document.positionAt(document.getText().indexOf(text) + 1)
    return { uri: document.uri.toString(), line, character }
  }

  before(async () => {
    const found = (await api()).live as LiveTests | undefined
    if (!found) throw new Error('the extension does not run in test mode')
    live = found
    const version = (path: string, body: unknown) => (request: { readonly url: string }) =>
      request.url === path ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}
    prometheus = await Loopback.start(version('/api/v1/status/buildinfo', { status: 'success', data: { version: '3.16.0' } }))
    alertmanager = await Loopback.start(version('/api/v2/status', { versionInfo: { version: '0.34.2' } }))
    kestra = await Loopback.start(version('/api/v1/configs', { version: '2.0.5' }))
    elsewhere = await Loopback.start()
    rules = await open('prometheus/rules/host.yml')
    flow = await open('kestra/flows/on-alert.yml')
    const environments = {
      loop: { prometheus: prometheus.address, alertmanager: alertmanager.address, kestra: kestra.address },
      half: { prometheus: prometheus.address },
    }
    await settings().update('environments', environments, vscode.ConfigurationTarget.Workspace)
    play(new Script({ pick: () => 'loop' }))
    await run('chooseEnvironment')
  })

  after(async () => {
    play(new Script({ confirm: ({ actions }) => actions[0] }))
    await run('forget')
    await settings().update('environments', undefined, vscode.ConfigurationTarget.Workspace)
    for (const one of all()) one.stop()
  })

  const accepting = (more: ConstructorParameters<typeof Script>[0] = {}): Script =>
    play(
      new Script({
        confirm: ({ actions }) => actions[0],
        pick: (_, labels) => labels[0],
        input: ({ prompt }) => (prompt.includes('"instance"') ? 'db-1:9100' : ''),
        ...more,
      }),
    )

  it('are not contacted by opening files, lenses and links', async () => {
    const lenses = await eventually('lenses', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', rules.uri, 50)
      return found.some(one => one.command?.command === 'alertpath.live.sendAlert') ? found : undefined
    })
    const titles = lenses.flatMap(one => (one.command?.command.startsWith('alertpath.live.') ? one.command.title : []))
    equal(titles.slice(0, 3), ['Alerts in Prometheus', 'Graph', 'Send Test Alert'])
    const document = await open('prometheus/prometheus.yml')
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri)
    const words = links.filter(one => one.target?.scheme === 'command').map(one => document.getText(one.range))
    equal([...new Set(words)], ['job_name'])
    nothingCame()
  })

  it('no lens is there when the setting says so', async () => {
    await settings().update('codeLens', false, vscode.ConfigurationTarget.Workspace)
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', rules.uri, 50)
    await settings().update('codeLens', undefined, vscode.ConfigurationTarget.Workspace)
    equal(
      found.filter(one => one.command?.command.startsWith('alertpath.live.')),
      [],
    )
  })

  it('a test alert is not sent before the user has said yes', async () => {
    const script = play(new Script({ pick: (_, labels) => labels[0], input: () => '' }))
    await run('sendAlert', at(rules, 'HostDown'))
    const [{ message, detail, actions }] = script.confirmed as [Shown]
    equal(message.includes('"HostDown"') && message.includes('"loop"'), true)
    equal(actions, ['Send', 'Copy as curl'])
    for (const part of [alertmanager.address, 'kestra: webhook', '"alertname": "HostDown"', '"severity": "critical"', '"alertpath_test": "true"'])
      if (!detail.includes(part)) throw new Error(`the confirmation does not show ${part}:\n${detail}`)
    nothingCame()
  })

  it('people who will be reached are named', async () => {
    const script = play(new Script({ pick: (_, labels) => labels[0], input: () => '' }))
    await run('sendAlert', at(await open('prometheus/rules/pipeline.yml'), 'KestraDown'))
    const detail = script.confirmed[0]?.detail ?? ''
    if (!/mail: email/.test(detail) || !/People will be reached by: email/.test(detail)) throw new Error(detail)
    nothingCame()
  })

  it('a test alert arrives as it was shown, and is resolved again', async () => {
    const script = accepting()
    await run('sendAlert', at(rules, 'HostDown'))
    const [sent, ...more] = alertmanager.take()
    equal(more, [])
    equal([sent?.method, sent?.url, sent?.headers['content-type'], sent?.headers.authorization], ['POST', '/api/v2/alerts', 'application/json', undefined])
    const [alert] = JSON.parse(sent?.body ?? '[]')
    equal(alert.labels, { alertname: 'HostDown', severity: 'critical', job: 'node', cluster: 'demo', instance: 'db-1:9100', alertpath_test: 'true' })
    equal(alert.annotations.summary, 'db-1:9100 cannot be scraped.')
    equal(alert.endsAt, undefined)
    equal(script.confirmed[0]?.detail.includes(JSON.stringify([alert], undefined, 2)), true)
    equal(/took the alert.*"kestra" after 10 s/.test(script.told[0] ?? ''), true)

    accepting()
    await run('resolveAlert')
    const [resolved] = alertmanager.take().map(one => JSON.parse(one.body)[0])
    equal([resolved.labels, resolved.annotations, resolved.startsAt], [alert.labels, alert.annotations, alert.startsAt])
    equal(Date.parse(resolved.endsAt) >= Date.parse(alert.startsAt), true)
    nothingCame()
  })

  it('an alert can be copied for a terminal instead', async () => {
    const script = accepting({ confirm: () => 'Copy as curl' })
    await run('sendAlert', at(rules, 'HostDown'))
    equal(script.copied[0]?.startsWith(`curl -sS -i -X POST '${alertmanager.address}/api/v2/alerts'`), true)
    nothingCame()
  })

  it('a redirect is not followed', async () => {
    const before = alertmanager.answer
    alertmanager.answer = () => ({ status: 307, headers: { Location: `${elsewhere.address}/take` } })
    const script = accepting()
    await run('sendAlert', at(rules, 'HostDown'))
    alertmanager.answer = before
    equal(alertmanager.take().length, 1)
    equal(script.told[0]?.includes(`redirects to ${elsewhere.address}. It was not followed`), true)
    nothingCame()
  })

  it('a flow is triggered with what Alertmanager would send; its key is asked for once and never shown', async () => {
    const key = 'k3y-of the/flow'
    kestra.answer = ({ url }) => (url.includes('/webhook/') ? { body: JSON.stringify({ id: '4xYz', namespace: 'company.alerts' }) } : {})
    const first = accepting({ input: ({ secret }) => (secret ? key : ''), tell: (_, actions) => actions.find(one => one === 'Open Execution') })
    await run('triggerFlow', at(flow, 'on-alert'))
    const [call] = kestra.take()
    equal([call?.method, call?.url], ['POST', `/api/v1/main/executions/webhook/company.alerts/on-alert/${encodeURIComponent(key)}`])
    const body = JSON.parse(call?.body ?? '{}')
    equal([body.version, body.status, body.receiver, body.alerts.length], ['4', 'firing', 'kestra', 1])
    const seen = JSON.stringify([first.confirmed, first.told, first.picked])
    equal(seen.includes(key) || seen.includes(encodeURIComponent(key)), false)
    await eventually('the execution', () => first.opened[0])
    equal(first.opened, [`${kestra.address}/ui/main/executions/company.alerts/on-alert/4xYz`])
    kestra.take()

    const second = accepting({ pick: (_, labels) => labels.find(one => one === 'Resolved') })
    await run('triggerFlow', at(flow, 'on-alert'))
    equal(second.questions, [])
    equal(JSON.parse(kestra.take()[0]?.body ?? '{}').status, 'resolved')

    const copied = accepting({ confirm: () => 'Copy as curl' })
    await run('triggerFlow', at(flow, 'on-alert'))
    equal(copied.copied[0]?.includes('"$WEBHOOK_KEY"') && !copied.copied[0].includes('k3y'), true)

    kestra.answer = () => ({ status: 404 })
    const wrong = accepting()
    await run('triggerFlow', at(flow, 'on-alert'))
    equal(/no such webhook/.test(wrong.told[0] ?? ''), true)
    const again = accepting()
    await run('triggerFlow', at(flow, 'on-alert'))
    equal(again.questions.length, 1)
    kestra.take()
    nothingCame()
  })

  it('are asked whether they answer only after a yes', async () => {
    await live.stores.workspace.update('live.consents', undefined)
    kestra.answer = ({ url }) => (url === '/api/v1/configs' ? { body: '{"version":"2.0.5"}' } : {})
    const no = play(new Script())
    await run('check')
    equal(no.confirmed.length, 1)
    nothingCame()

    const yes = accepting({ pick: () => undefined })
    await run('check')
    for (const one of [prometheus, alertmanager, kestra]) if (!yes.confirmed[0]?.detail.includes(one.address)) throw new Error(yes.confirmed[0]?.detail)
    equal(
      [prometheus, alertmanager, kestra].map(one => one.take().map(request => request.url)),
      [
        ['/-/ready', '/api/v1/status/buildinfo'],
        ['/-/ready', '/api/v2/status'],
        ['/ping', '/api/v1/configs'],
      ],
    )
    equal(yes.picked[0]?.labels, ['$(pass) Prometheus 3.16.0', '$(pass) Alertmanager 0.34.2', '$(pass) Kestra 2.0.5'])
    const remembered = accepting({ pick: () => undefined })
    await run('check')
    equal(remembered.confirmed, [])
    for (const one of all()) one.take()
  })

  it('get the credentials that were set for them, and no other does', async () => {
    const script = accepting({ pick: (_, labels) => labels.find(one => one === 'User and password'), input: ({ secret }) => (secret ? 'pässword' : 'ann') })
    await run('setCredentials', 'alertmanager')
    accepting({ pick: () => undefined })
    await run('check')
    const header = `Basic ${Buffer.from('ann:pässword').toString('base64')}`
    equal(
      [prometheus, alertmanager, kestra].map(one => [...new Set(one.take().map(request => request.headers.authorization ?? null))]),
      [[null], [header], [null]],
    )
    // The same host on another port is another server.
    alertmanager.answer = () => ({ status: 302, headers: { Location: elsewhere.address } })
    accepting()
    await run('sendAlert', at(rules, 'HostDown'))
    equal(alertmanager.take()[0]?.headers.authorization, header)
    alertmanager.answer = () => ({})
    equal(JSON.stringify([script.told, script.confirmed]).includes('pässword'), false)
    nothingCame()
    accepting()
    await run('forget')
    equal(await live.gate.hasCredentials(alertmanager.address), false)
  })

  it('a login that is wanted can be set at once', async () => {
    alertmanager.answer = () => ({ status: 401 })
    const script = accepting()
    await run('sendAlert', at(rules, 'HostDown'))
    alertmanager.answer = () => ({})
    equal(script.told[0]?.includes('wants a login (401)'), true)
    for (const one of all()) one.take()
  })

  it('open the page that was picked, for what stands at the place', async () => {
    accepting()
    await run('forget')
    const opened = async (command: string, label: string, place: unknown): Promise<string | undefined> => {
      const script = play(new Script({ pick: () => label }))
      await run(command, place)
      return script.opened[0]
    }
    const host = at(rules, 'HostDown')
    equal(await opened('openPrometheus', 'Graph', host), `${prometheus.address}/graph?g0.expr=${encodeURIComponent('up{job="node"} == 0')}&g0.tab=0`)
    equal(await opened('openPrometheus', 'Alerts', host), `${prometheus.address}/alerts?search=HostDown`)
    equal(
      await opened('openPrometheus', 'Targets', at(await open('prometheus/prometheus.yml'), 'job_name: kestra')),
      `${prometheus.address}/targets?pool=kestra`,
    )
    equal(await opened('openAlertmanager', 'Alerts', host), `${alertmanager.address}/#/alerts?filter=${encodeURIComponent('{alertname="HostDown"}')}`)
    equal((await opened('openAlertmanager', 'New silence', host))?.startsWith(`${alertmanager.address}/#/silences/new?filter=`), true)
    equal(await opened('openAlertmanager', 'Status', host), `${alertmanager.address}/#/status`)
    equal(await opened('openKestra', 'Flow', at(flow, 'on-alert')), `${kestra.address}/ui/main/flows/edit/company.alerts/on-alert`)
    equal(await opened('openKestra', 'Executions', at(flow, 'on-alert')), `${kestra.address}/ui/main/flows/edit/company.alerts/on-alert/executions`)
    equal(await opened('openKestra', 'Metrics', at(flow, 'on-alert')), `${kestra.address}/ui/main/flows/edit/company.alerts/on-alert/metrics`)
    nothingCame()
  })

  it('that are not there get a sentence with what to start', async () => {
    const gone = await Loopback.start()
    const { address } = gone
    gone.stop()
    await settings().update('environments', { gone: { prometheus: address } }, vscode.ConfigurationTarget.Workspace)
    play(new Script({ pick: () => 'gone' }))
    await run('chooseEnvironment')
    accepting({ pick: () => undefined })
    await run('check')
    const script = play(new Script({ pick: () => 'Rules' }))
    await run('openPrometheus', at(rules, 'HostDown'))
    equal(script.opened, [])
    equal(script.told[0]?.includes(`nothing listens at ${address}`) && script.told[0].includes('"gone"'), true)
    const anyway = play(new Script({ pick: () => 'Rules', tell: () => 'Open Anyway' }))
    await run('openPrometheus', at(rules, 'HostDown'))
    equal(anyway.opened, [`${address}/rules?search=HostDown`])
    const missing = play(new Script())
    await run('openKestra', at(flow, 'on-alert'))
    equal(missing.told[0], 'The environment "gone" has no address of Kestra.')
  })

  it('are those of the Compose file without a setting', async () => {
    await settings().update('environments', undefined, vscode.ConfigurationTarget.Workspace)
    const script = play(new Script({ pick: () => 'Silences' }))
    await run('openAlertmanager', at(rules, 'HostDown'))
    equal(script.opened, ['http://localhost:9093/#/silences'])
    nothingCame()
  })
})
