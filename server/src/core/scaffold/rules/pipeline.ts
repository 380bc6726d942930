// Alerts about the way itself: whoever waits for alerts wants to know when they cannot come.
import { addressOf, type Stack, serviceOf } from '../stack'
import type { Alert, Group } from './rule'

export const pipeline: Group = {
  name: 'pipeline',
  about: 'The way from a metric to a flow.',
  alerts: stack => [watchdog, targetDown(stack), rulesFail(stack), configurationRefused(stack), notificationsFail(stack)],
}

const watchdog: Alert = {
  alert: 'Watchdog',
  comment: 'Always firing: it shows that alerts arrive, and whoever waits for it notices when they stop.',
  expr: 'vector(1)',
  for: '1m',
  severity: 'none',
  summary: 'Alerts reach Kestra.',
  description: 'Nothing is wrong. This alert fires for as long as Prometheus runs.',
  test: {
    series: [['up{job="prometheus", instance="localhost:9090"}', '1x5']],
    quiet: '0m',
    fires: '2m',
    labels: {},
    summary: 'Alerts reach Kestra.',
    description: 'Nothing is wrong. This alert fires for as long as Prometheus runs.',
  },
}

/** Jobs whose absence no other alert tells of. */
function targetDown(stack: Stack): Alert {
  const exporters = stack.exporters.filter(one => !(one === 'node' && stack.watch.includes('hosts'))).map(one => serviceOf[one])
  const jobs = ['alertmanager', ...exporters, ...(stack.watch.includes('kestra') ? [] : ['kestra'])]
  const instance = addressOf(stack, 'alertmanager')
  return {
    alert: 'TargetDown',
    expr: `up{job=${jobs.length > 1 ? '~' : ''}"${jobs.join('|')}"} == 0`,
    for: '5m',
    severity: 'warning',
    summary: '{{ $labels.job }} at {{ $labels.instance }} cannot be scraped.',
    description: 'Prometheus has had no answer from {{ $labels.instance }} for five minutes, so alerts about it cannot fire.',
    test: {
      series: [[`up{job="alertmanager", instance="${instance}"}`, '1 1 0x10']],
      quiet: '6m',
      fires: '8m',
      labels: { job: 'alertmanager', instance },
      summary: `alertmanager at ${instance} cannot be scraped.`,
      description: `Prometheus has had no answer from ${instance} for five minutes, so alerts about it cannot fire.`,
    },
  }
}

function rulesFail(stack: Stack): Alert {
  const instance = addressOf(stack, 'prometheus')
  const description = 'Prometheus cannot evaluate some rules, so their alerts cannot fire. The page "Rules" shows the reason.'
  return {
    alert: 'RulesFail',
    expr: 'sum by (job, instance) (increase(prometheus_rule_evaluation_failures_total[5m])) > 0',
    for: '10m',
    severity: 'warning',
    summary: 'Rules fail on {{ $labels.instance }}.',
    description,
    test: {
      series: [[`prometheus_rule_evaluation_failures_total{job="prometheus", instance="${instance}", rule_group="host"}`, '0x5 1+1x30']],
      quiet: '10m',
      fires: '20m',
      labels: { job: 'prometheus', instance },
      summary: `Rules fail on ${instance}.`,
      description,
    },
  }
}

function configurationRefused(stack: Stack): Alert {
  const instance = addressOf(stack, 'alertmanager')
  return {
    alert: 'ConfigurationRefused',
    expr: 'prometheus_config_last_reload_successful == 0 or alertmanager_config_last_reload_successful == 0',
    for: '5m',
    severity: 'warning',
    summary: '{{ $labels.job }} refused its new configuration.',
    description: '{{ $labels.instance }} goes on with the configuration that it had before. Its log says what is wrong.',
    test: {
      series: [[`alertmanager_config_last_reload_successful{job="alertmanager", instance="${instance}"}`, '1 1 0x10']],
      quiet: '6m',
      fires: '8m',
      labels: { job: 'alertmanager', instance },
      summary: 'alertmanager refused its new configuration.',
      description: `${instance} goes on with the configuration that it had before. Its log says what is wrong.`,
    },
  }
}

function notificationsFail(stack: Stack): Alert {
  const instance = addressOf(stack, 'alertmanager')
  const description = 'Alerts fire and nobody hears of them. With the webhook, look at the address and its key first: a 404 means that no flow answers it.'
  return {
    alert: 'NotificationsFail',
    expr: 'sum by (job, instance, integration) (rate(alertmanager_notifications_failed_total[10m])) > 0',
    for: '10m',
    severity: 'critical',
    summary: 'Alertmanager cannot deliver through {{ $labels.integration }}.',
    description,
    test: {
      series: [
        [`alertmanager_notifications_failed_total{job="alertmanager", instance="${instance}", integration="webhook", reason="clientError"}`, '0x5 1+1x30'],
        [`alertmanager_notifications_failed_total{job="alertmanager", instance="${instance}", integration="email", reason="other"}`, '0x35'],
      ],
      quiet: '10m',
      fires: '20m',
      labels: { job: 'alertmanager', instance, integration: 'webhook' },
      summary: 'Alertmanager cannot deliver through webhook.',
      description,
    },
  }
}
