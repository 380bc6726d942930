// Pages of the three programs: what they are called and where they are, for what stands at a place. Pure.
// Paths: Prometheus 3.x and 2.x, Alertmanager 0.27 to 0.34, Kestra 1.3 and 2.x.
import type { l10n as words } from 'vscode'
import type { LiveContext, LiveProgram } from '../../../server/src/protocol'

export type Words = Pick<typeof words, 't'>

export const pageIds = [
  'prometheus.graph',
  'prometheus.alerts',
  'prometheus.rules',
  'prometheus.targets',
  'alertmanager.alerts',
  'alertmanager.newSilence',
  'alertmanager.silences',
  'alertmanager.status',
  'kestra.flow',
  'kestra.executions',
  'kestra.metrics',
  'kestra.flows',
] as const

export type PageId = (typeof pageIds)[number]

export interface Page {
  readonly id: PageId
  readonly label: string
  /** What it is about: the alert, the job, the flow. */
  readonly about?: string
  /** To be put behind the address. */
  readonly path: string
}

/** More about the place than the server knows. */
export interface Looked extends Pick<LiveContext, 'query' | 'rule' | 'alert' | 'job' | 'flow'> {
  readonly tenant?: string
  readonly receiver?: string
}

export const programOfPage = (id: PageId): LiveProgram => id.slice(0, id.indexOf('.')) as LiveProgram

/** The pages of a program that make sense for a place, the nearest first. */
export const pagesOf = (program: LiveProgram, looked: Looked, l10n: Words): Page[] =>
  pageIds.filter(id => programOfPage(id) === program).flatMap(id => pageOf(id, looked, l10n) ?? [])

export function pageOf(id: PageId, looked: Looked, l10n: Words): Page | undefined {
  const { rule, query, alert, job, flow, receiver } = looked
  const alertname = alert?.labels.alertname
  switch (id) {
    case 'prometheus.graph':
      return page(id, l10n.t('Graph'), `/graph?g0.expr=${encodeURIComponent(query ?? '')}&g0.tab=0`, query)
    case 'prometheus.alerts':
      return page(id, l10n.t('Alerts'), `/alerts${searched('search', alertname)}`, alertname)
    case 'prometheus.rules':
      return page(id, l10n.t('Rules'), `/rules${searched('search', rule)}`, rule)
    case 'prometheus.targets':
      return page(id, l10n.t('Targets'), `/targets${searched('pool', job)}`, job)
    case 'alertmanager.alerts':
      return page(
        id,
        l10n.t('Alerts'),
        `/#/alerts${receiver === undefined ? filtered(alertname === undefined ? {} : { alertname }) : searched('receiver', receiver)}`,
        receiver ?? alertname,
      )
    case 'alertmanager.newSilence':
      return page(id, l10n.t('New silence'), `/#/silences/new${filtered(alert?.labels ?? {})}`, alertname)
    case 'alertmanager.silences':
      return page(id, l10n.t('Silences'), '/#/silences')
    case 'alertmanager.status':
      return page(id, l10n.t('Status'), '/#/status')
    case 'kestra.flow':
      return flow && page(id, l10n.t('Flow'), flowPath(looked), flowName(flow))
    case 'kestra.executions':
      return page(id, l10n.t('Executions'), flow ? `${flowPath(looked)}/executions` : `${ui(looked)}/executions`, flow && flowName(flow))
    case 'kestra.metrics':
      return flow && page(id, l10n.t('Metrics'), `${flowPath(looked)}/metrics`, flowName(flow))
    case 'kestra.flows':
      return page(id, l10n.t('All flows'), `${ui(looked)}/flows`)
  }
}

function page(id: PageId, label: string, path: string, about?: string): Page {
  return { id, label, path, ...(about !== undefined && { about: about.replace(/\s+/g, ' ') }) }
}

const searched = (name: string, value: string | undefined): string => (value === undefined ? '' : `?${name}=${encodeURIComponent(value)}`)

const filtered = (labels: Readonly<Record<string, string>>): string => {
  const matchers = Object.entries(labels).map(([name, value]) => `${nameText(name)}=${quoted(value)}`)
  return matchers.length > 0 ? `?filter=${encodeURIComponent(`{${matchers.join(', ')}}`)}` : ''
}

const nameText = (name: string): string => (/^[A-Za-z_:][\w:]*$/.test(name) ? name : quoted(name))

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`

const ui = ({ flow, tenant }: Looked): string => `/ui/${encodeURIComponent(flow?.tenant ?? tenant ?? 'main')}`

const flowPath = (looked: Looked): string =>
  `${ui(looked)}/flows/edit/${encodeURIComponent(looked.flow?.namespace ?? '')}/${encodeURIComponent(looked.flow?.id ?? '')}`

const flowName = ({ namespace, id }: { readonly namespace: string; readonly id: string }): string => `${namespace}.${id}`

export const executionPath = (looked: Looked, execution: string): string =>
  `${ui(looked)}/executions/${encodeURIComponent(looked.flow?.namespace ?? '')}/${encodeURIComponent(looked.flow?.id ?? '')}/${encodeURIComponent(execution)}`
