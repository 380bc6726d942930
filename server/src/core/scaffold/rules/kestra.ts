// Alerts about Kestra, on metrics that its line has. A counter of Kestra is absent until it counts for the first time.
import type { Line } from '../options'
import { addressOf, type Stack } from '../stack'
import type { Alert, Group } from './rule'

export const kestra: Group = {
  name: 'kestra',
  about: 'Kestra itself.',
  alerts: stack => [down(stack), executionsFail, workPilesUp(stack), heapFull(stack), databaseBusy(stack)],
}

/** The gauge was renamed in 2.0. */
const pending: Readonly<Record<Line, string>> = { '2': 'kestra_worker_pending_count', '1.3': 'kestra_worker_job_pending' }

function down(stack: Stack): Alert {
  const instance = addressOf(stack, 'management')
  return {
    alert: 'KestraDown',
    expr: 'up{job="kestra"} == 0',
    for: '2m',
    severity: 'critical',
    summary: 'Kestra at {{ $labels.instance }} cannot be scraped.',
    description: 'Kestra has not answered for two minutes: alerts may start no flow.',
    test: {
      series: [[`up{job="kestra", instance="${instance}"}`, '1 1 0x10']],
      quiet: '3m',
      fires: '5m',
      labels: { job: 'kestra', instance },
      summary: `Kestra at ${instance} cannot be scraped.`,
      description: 'Kestra has not answered for two minutes: alerts may start no flow.',
    },
  }
}

const executionsFail: Alert = {
  alert: 'KestraExecutionsFail',
  expr: 'sum by (job, namespace_id, flow_id) (increase(kestra_executor_execution_end_count_total{state="FAILED"}[15m])) > 2',
  for: '1m',
  severity: 'warning',
  summary: '{{ $labels.namespace_id }}.{{ $labels.flow_id }} fails.',
  description: 'Executions of the flow "{{ $labels.flow_id }}" in "{{ $labels.namespace_id }}" failed more than twice in 15 minutes.',
  test: {
    series: [
      [
        'kestra_executor_execution_end_count_total{job="kestra", namespace_id="company.team", flow_id="import", state="FAILED", tenant_id="main"}',
        '0x5 1+1x20',
      ],
      ['kestra_executor_execution_end_count_total{job="kestra", namespace_id="company.team", flow_id="import", state="SUCCESS", tenant_id="main"}', '0+1x25'],
    ],
    quiet: '5m',
    fires: '15m',
    labels: { job: 'kestra', namespace_id: 'company.team', flow_id: 'import' },
    summary: 'company.team.import fails.',
    description: 'Executions of the flow "import" in "company.team" failed more than twice in 15 minutes.',
  },
}

function workPilesUp(stack: Stack): Alert {
  const instance = addressOf(stack, 'management')
  const metric = pending[stack.kestra]
  return {
    alert: 'KestraWorkPilesUp',
    expr: `sum by (job, instance) (${metric}) > 50`,
    for: '10m',
    severity: 'warning',
    summary: 'Work piles up in Kestra at {{ $labels.instance }}.',
    description: '{{ $value | humanize }} tasks wait for a free thread of the worker.',
    test: {
      series: [[`${metric}{job="kestra", instance="${instance}", worker_group="default"}`, '10x5 80x20']],
      quiet: '10m',
      fires: '17m',
      labels: { job: 'kestra', instance },
      summary: `Work piles up in Kestra at ${instance}.`,
      description: '80 tasks wait for a free thread of the worker.',
    },
  }
}

function heapFull(stack: Stack): Alert {
  const instance = addressOf(stack, 'management')
  const used = (id: string, bytes: string) => [`jvm_memory_used_bytes{job="kestra", instance="${instance}", area="heap", id="${id}"}`, bytes] as const
  const max = (id: string, bytes: string) => [`jvm_memory_max_bytes{job="kestra", instance="${instance}", area="heap", id="${id}"}`, bytes] as const
  return {
    alert: 'KestraHeapFull',
    comment: 'A pool without a limit of its own has the maximum -1.',
    expr: [
      'sum by (job, instance) (jvm_memory_used_bytes{job="kestra", area="heap"})',
      '/ sum by (job, instance) (jvm_memory_max_bytes{job="kestra", area="heap"} > 0)',
      '> 0.95',
    ].join('\n'),
    for: '15m',
    severity: 'warning',
    summary: 'Kestra at {{ $labels.instance }} is short of memory.',
    description: '{{ $value | humanizePercentage }} of its heap has been in use for 15 minutes.',
    test: {
      series: [used('Old Gen', '500x5 970x25'), max('Old Gen', '1000x30'), used('Eden Space', '10x30'), max('Eden Space', '-1x30')],
      quiet: '15m',
      fires: '25m',
      labels: { job: 'kestra', instance },
      summary: `Kestra at ${instance} is short of memory.`,
      description: '98% of its heap has been in use for 15 minutes.',
    },
  }
}

function databaseBusy(stack: Stack): Alert {
  const instance = addressOf(stack, 'management')
  return {
    alert: 'KestraDatabaseBusy',
    expr: 'hikaricp_connections_pending{job="kestra"} > 0',
    for: '5m',
    severity: 'warning',
    summary: 'Kestra at {{ $labels.instance }} waits for its database.',
    description: '{{ $value | humanize }} threads wait for a connection to the database.',
    test: {
      series: [[`hikaricp_connections_pending{job="kestra", instance="${instance}", pool="HikariPool-1"}`, '0x3 4x15']],
      quiet: '6m',
      fires: '12m',
      labels: { job: 'kestra', instance, pool: 'HikariPool-1' },
      summary: `Kestra at ${instance} waits for its database.`,
      description: '4 threads wait for a connection to the database.',
    },
  }
}
