// Alerts about web addresses, on what the blackbox exporter measures when it asks them.
import type { Alert, Group } from './rule'

export const http: Group = { name: 'http', about: 'Web addresses, asked from outside.', alerts: () => [fails, slow, certificate] }

const instance = 'https://example.com/'
const labels = { job: 'http', instance }

const fails: Alert = {
  alert: 'ProbeFails',
  expr: 'probe_success == 0',
  for: '2m',
  severity: 'critical',
  summary: '{{ $labels.instance }} does not answer as it should.',
  description: 'For two minutes the answer has been an error, or there was none.',
  test: {
    series: [[`probe_success{job="http", instance="${instance}"}`, '1 1 0x10']],
    quiet: '3m',
    fires: '5m',
    labels,
    summary: `${instance} does not answer as it should.`,
    description: 'For two minutes the answer has been an error, or there was none.',
  },
}

const slow: Alert = {
  alert: 'ProbeSlow',
  expr: 'avg_over_time(probe_duration_seconds[5m]) > 2',
  for: '10m',
  severity: 'warning',
  summary: '{{ $labels.instance }} is slow.',
  description: 'It takes {{ $value | humanizeDuration }} to answer, on average over five minutes.',
  test: {
    series: [[`probe_duration_seconds{job="http", instance="${instance}"}`, '0.1x5 4x30']],
    quiet: '10m',
    fires: '30m',
    labels,
    summary: `${instance} is slow.`,
    description: 'It takes 4s to answer, on average over five minutes.',
  },
}

const certificate: Alert = {
  alert: 'CertificateRunsOut',
  expr: 'probe_ssl_earliest_cert_expiry - time() < 14 * 24 * 3600',
  for: '1h',
  severity: 'warning',
  summary: 'The certificate of {{ $labels.instance }} runs out.',
  description: 'It is valid for another {{ $value | humanizeDuration }}.',
  test: {
    series: [[`probe_ssl_earliest_cert_expiry{job="http", instance="${instance}"}`, '2000000x10 1000000x90']],
    quiet: '30m',
    fires: '80m',
    labels,
    summary: `The certificate of ${instance} runs out.`,
    description: 'It is valid for another 11d 12h 26m 40s.',
  },
}
