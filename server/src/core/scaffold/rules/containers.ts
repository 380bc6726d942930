// Alerts about containers, on what cAdvisor measures. Sums over whole slices of the machine have no name.
import { addressOf, type Stack } from '../stack'
import type { Alert, Group } from './rule'

export const containers: Group = { name: 'containers', about: 'Containers on the host of cAdvisor.', alerts: stack => [restarts(stack), memoryFull(stack)] }

function restarts(stack: Stack): Alert {
  const instance = addressOf(stack, 'cadvisor')
  return {
    alert: 'ContainerRestarts',
    expr: 'changes(container_start_time_seconds{name!=""}[30m]) > 2',
    for: '1m',
    severity: 'warning',
    summary: '{{ $labels.name }} starts again and again.',
    description: 'It started {{ $value | humanize }} times in half an hour.',
    test: {
      series: [[`container_start_time_seconds{job="cadvisor", instance="${instance}", name="worker"}`, '100x5 200 300 400x20']],
      quiet: '6m',
      fires: '10m',
      labels: { job: 'cadvisor', instance, name: 'worker' },
      summary: 'worker starts again and again.',
      description: 'It started 3 times in half an hour.',
    },
  }
}

function memoryFull(stack: Stack): Alert {
  const instance = addressOf(stack, 'cadvisor')
  const series = (what: string, name: string) => `container_${what}_bytes{job="cadvisor", instance="${instance}", name="${name}"}`
  return {
    alert: 'ContainerMemoryFull',
    comment: 'A container without a limit has the limit 0.',
    expr: ['container_memory_working_set_bytes{name!=""}', '/ (container_spec_memory_limit_bytes{name!=""} > 0)', '> 0.9'].join('\n'),
    for: '10m',
    severity: 'warning',
    summary: '{{ $labels.name }} is near its memory limit.',
    description: '{{ $value | humanizePercentage }} of what it may use is in use; beyond the limit it is killed.',
    test: {
      series: [
        [series('memory_working_set', 'worker'), '500x5 950x20'],
        [series('spec_memory_limit', 'worker'), '1000x25'],
        [series('memory_working_set', 'free'), '950x25'],
        [series('spec_memory_limit', 'free'), '0x25'],
      ],
      quiet: '10m',
      fires: '17m',
      labels: { job: 'cadvisor', instance, name: 'worker' },
      summary: 'worker is near its memory limit.',
      description: '95% of what it may use is in use; beyond the limit it is killed.',
    },
  }
}
