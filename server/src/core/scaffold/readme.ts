// The stack's README: the first run, how to see an alert travel, and what nobody has tried.
import { integrations } from './alertmanager'
import * as programs from './programs'
import { exporterTitle } from './prometheus'
import { groupsOf } from './rules'
import { indent, type Lines, type Stack, type StackFile, text } from './stack'

export const readme = (stack: Stack): StackFile => ({ path: 'README.md', text: readmeText(stack) })

function readmeText(stack: Stack): string {
  return text(
    '# From an alert to a flow',
    '',
    'Prometheus measures and notices, Alertmanager groups what fires, and a flow of Kestra handles every alert of a group, firing and resolved.',
    '',
    '## The first run',
    '',
    numbered(firstRun(stack)),
    '',
    '## See an alert travel',
    '',
    numbered(travel(stack)),
    '',
    '## Files',
    '',
    fileTable(stack),
    '',
    `After a change to rules or to \`prometheus.yml\`: \`curl -X POST http://localhost:${stack.prometheusPort}/-/reload\`.`,
    `After a change to \`alertmanager.yml\`: \`curl -X POST http://localhost:${stack.alertmanagerPort}/-/reload\`.`,
    `Flows are read again when their file changes. ${stack.compose ? 'Change them there: what is changed in the browser is not written back.' : 'What is changed in the browser is written back.'}`,
    '',
    '## Before others can reach it',
    '',
    before(stack).map(one => `- ${one}`),
    '',
    '## What was not run',
    '',
    notRun(stack).map(one => `- ${one}`),
  )
}

const numbered = (steps: readonly Lines[]): Lines => steps.flatMap((one, i): Lines[] => [`${i + 1}. ${[one].flat()[0]}`, indent(3, [one].flat().slice(1))])

function firstRun(stack: Stack): Lines[] {
  const secrets = stack.notifiers.map(one => `Write ${integrations[one].wants} into \`alertmanager/secrets/${integrations[one].secret}\`.`)
  const signIn = `Open Kestra at http://localhost:${stack.kestraPort} and sign in as \`${stack.user}\` with the \`KESTRA_PASSWORD\` of \`.env\`.`
  if (stack.compose) return [...secrets, '`docker compose up -d`, then `docker compose ps` until all are healthy; Kestra takes a minute.', signIn]
  const database =
    stack.database === 'postgres'
      ? [
          [
            'In PostgreSQL, make a user and a database for Kestra:',
            '',
            '```sql',
            "CREATE USER kestra PASSWORD 'POSTGRES_PASSWORD of .env';",
            'CREATE DATABASE kestra OWNER kestra;',
            '```',
          ],
        ]
      : []
  return [installs(stack), ...database, ...secrets, '`./start.sh`. Kestra takes a minute; logs are in `data/logs`.', signIn]
}

function installs(stack: Stack): string {
  const all = [programs.prometheus, programs.alertmanager, ...stack.exporters.map(one => programs.exporters[one]), programs.kestra[stack.kestra]]
  const names = all.map(one => `\`${one.command}\` ${programs.versionOf(one)}`)
  return `Install ${names.slice(0, -1).join(', ')} and ${names.at(-1)}, each from the releases of its project. Kestra needs Java ${programs.java}.`
}

function travel(stack: Stack): Lines[] {
  const page = `http://localhost:${stack.kestraPort}/ui/main/executions?filters%5BflowId%5D%5BEQUALS%5D=${encodeURIComponent(stack.flow)}`
  const stop = stack.compose ? '`docker compose stop alertmanager`' : 'End `alertmanager`'
  const other = stack.exporters[0]
  return [
    `The alert \`Watchdog\` always fires. It becomes pending, and a minute later firing: http://localhost:${stack.prometheusPort}/alerts`,
    `Alertmanager shows it with its receiver \`kestra\`: http://localhost:${stack.alertmanagerPort}`,
    `An execution of \`${stack.namespace}.${stack.flow}\` has the label \`alertname: Watchdog\`, and the log of its loop says what fires: ${page}`,
    other && stack.compose
      ? `To see one that ends: \`docker compose stop ${composeName(stack)}\`, wait for its alert and the execution, then \`docker compose start ${composeName(stack)}\`. The next execution is the resolved one.`
      : `To see one that ends, post it: \`curl -H 'Content-Type: application/json' -d '[{"labels":{"alertname":"Test","severity":"warning"}}]' http://localhost:${stack.alertmanagerPort}/api/v2/alerts\`. It resolves after five minutes.`,
    `Nothing arrives? Alertmanager's log names the answer: 404 means that no flow has this namespace, id and key; connection refused, that Kestra is not up. ${stop} and Prometheus says so at http://localhost:${stack.prometheusPort}/targets.`,
  ]
}

const composeName = (stack: Stack): string =>
  stack.exporters[0] === 'node' ? 'node-exporter' : stack.exporters[0] === 'blackbox' ? 'blackbox-exporter' : 'cadvisor'

function fileTable(stack: Stack): Lines {
  const rows: (readonly [string, string] | false)[] = [
    stack.compose ? ['docker-compose.yml', 'the services, and where their files are mounted'] : ['start.sh', 'starts and ends the programs'],
    !stack.compose && ['kestra/application.yml', "Kestra's configuration"],
    ['.env', 'passwords and the key; `.env.example` says which there are'],
    ['prometheus/prometheus.yml', 'what is scraped, and where alerts go'],
    [
      'prometheus/rules/*.yml',
      groupsOf(stack)
        .map(one => one.about.replace(/\.$/, ''))
        .join('; '),
    ],
    ['prometheus/tests/*.yml', 'tests of every rule: `promtool test rules prometheus/tests/*.yml`'],
    stack.exporters.includes('blackbox') && ['blackbox/config.yml', 'how web addresses are asked'],
    ['alertmanager/alertmanager.yml', 'who hears of which alert, and when'],
    ['alertmanager/secrets/kestra_url', "the address of the flow's webhook; it ends with the key"],
    [`kestra/flows/${stack.flow}.yml`, 'what is done about an alert'],
  ]
  return ['| file | what it is |', '| --- | --- |', rows.flatMap(row => (row ? [`| \`${row[0]}\` | ${row[1]} |`] : []))]
}

const before = (stack: Stack): string[] => [
  'Everything listens on this machine only. Prometheus and Alertmanager have no login: put a proxy with one in front of them.',
  'Whoever knows the address in `alertmanager/secrets/kestra_url` can start the flow. To change the key, write the new one there and, in Base64, into `.env`, then restart Kestra.',
  ...(stack.database === 'h2' ? ['H2 is for trying out. Use PostgreSQL for what must not be lost.'] : []),
]

function notRun(stack: Stack): string[] {
  const shared = 'The rules and their tests, both configurations and the flow were judged by promtool, amtool and the libraries of Kestra.'
  const chain =
    "An alert was seen to start the flow, firing and resolved, with real Prometheus, Alertmanager and Kestra's engine, but not with Kestra's web server."
  return [
    ...(stack.compose
      ? [
          `${shared} Compose's own reader takes \`docker-compose.yml\`; the images, health checks and volumes were not run.`,
          `As plain processes, ${chain[0]?.toLowerCase()}${chain.slice(1)}`,
        ]
      : [`${shared} ${chain}`]),
    ...(stack.database === 'h2' ? ["Kestra's engine was run with H2 in a file, but not the command `server standalone` itself."] : []),
    ...(stack.database === 'postgres' ? ['Kestra with PostgreSQL was not run.'] : []),
    ...stack.exporters.map(one => `${exporterTitle(one)} was not run; ${seesHost[one]}.`),
    ...(stack.notifiers.length > 0 ? ['No message was sent to people.'] : []),
  ]
}

const seesHost = {
  node: 'with Docker Desktop it sees the virtual machine, not your host',
  blackbox: 'what it asks has to be reachable from it',
  cadvisor: 'it needs Linux, and on some hosts more rights than it gets here',
} as const
