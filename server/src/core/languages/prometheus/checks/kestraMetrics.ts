// A job that scrapes Kestra where it has no metrics: they are on the management port, under "/prometheus".
import { insertKey } from '../../../schema'
import type { Edit, Fix, Problem } from '../../../text'
import type { Check } from '../../language'
import { type KestraTarget, kestraTargets } from '../kestraTargets'
import { scrapeConfig } from '../schema/scrape'

export const kestraMetricsAddress: Check = {
  code: 'kestra-metrics-address',
  across: true,
  *run(file, world) {
    for (const target of kestraTargets(file, world)) {
      // a configuration that is not in sight may have moved the port
      const sure = target.host.listens !== undefined || target.port === 8080 || target.port === 8081
      const wrongPort = target.port === 8080
      if (!sure || target.host.opaque || (target.port !== 8080 && target.port !== 8081) || (!wrongPort && target.path === '/prometheus')) continue
      if (movesPort(target)) continue
      yield problemOf(target, wrongPort)
    }
  },
}

const movesPort = ({ host }: KestraTarget): boolean =>
  [...host.environment].some(([name, { text }]) => /ENDPOINTS.*PORT|MICRONAUT/i.test(name) || /endpoints[\s\S]*port\s*:|micronaut/i.test(text))

function problemOf(target: KestraTarget, wrongPort: boolean): Problem {
  const fix = fixOf(target, wrongPort)
  return {
    code: 'kestra-metrics-address',
    severity: 'warning',
    message: wrongPort
      ? `On port 8080 Kestra has its API and pages; its metrics are at "${target.host.name}:8081/prometheus". This target stays down, and alerts on it never fire.`
      : `On port 8081 Kestra gives its metrics at "/prometheus", not at "${target.path}": nothing is read, and alerts on it never fire. Set "metrics_path: /prometheus".`,
    span: target.span,
    ...(fix && { fixes: [fix] }),
  }
}

function fixOf(target: KestraTarget, wrongPort: boolean): Fix | undefined {
  const edits: Edit[] = []
  if (wrongPort && target.portSpan) edits.push({ span: target.portSpan, text: '8081' })
  if (target.path !== '/prometheus') {
    const written = target.job.get('metrics_path')
    const edit = written ? { span: written.span, text: '/prometheus' } : insertKey(target.job, 'metrics_path', scrapeConfig, scrapeConfig)
    if (!edit) return undefined
    edits.push(written ? edit : { ...edit, text: edit.text.replace(/(metrics_path:)[^\r\n]*/, '$1 /prometheus') })
  }
  return edits.length > 0 ? { title: 'Scrape the metrics of Kestra', edits } : undefined
}
