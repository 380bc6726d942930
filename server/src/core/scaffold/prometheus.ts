// prometheus.yml and the probes' configuration.
import { type Exporter, options } from './options'
import { addressOf, indent, type Lines, type Stack, type StackFile, serviceOf, text } from './stack'

export const prometheusFiles = (stack: Stack): StackFile[] => [
  { path: 'prometheus/prometheus.yml', text: prometheusText(stack) },
  ...(stack.exporters.includes('blackbox') ? [{ path: 'blackbox/config.yml', text: blackboxText }] : []),
]

function prometheusText(stack: Stack): string {
  return text(
    'global:',
    '  scrape_interval: 15s',
    '  evaluation_interval: 15s',
    '',
    'rule_files:',
    '  - rules/*.yml',
    '',
    'alerting:',
    '  alertmanagers:',
    '    - static_configs:',
    '        - targets:',
    `            - ${addressOf(stack, 'alertmanager')}`,
    '',
    'scrape_configs:',
    indent(2, jobs(stack)),
  )
}

function jobs(stack: Stack): Lines {
  // Prometheus asks itself, wherever it runs.
  const own = `localhost:${stack.compose ? '9090' : stack.prometheusPort}`
  const all: Lines[] = [job('prometheus', own), job('alertmanager', addressOf(stack, 'alertmanager')), kestraJob(stack)]
  for (const one of stack.exporters) all.push(job(serviceOf[one], addressOf(stack, one)))
  if (stack.exporters.includes('blackbox')) all.push(probes(stack))
  return all.flatMap((one, i): Lines[] => (i === 0 ? [one] : ['', one]))
}

const job = (name: string, target: string): Lines => [`- job_name: ${name}`, '  static_configs:', '    - targets:', `        - ${target}`]

const kestraJob = (stack: Stack): Lines => [
  '- job_name: kestra',
  '  metrics_path: /prometheus',
  '  static_configs:',
  '    - targets:',
  `        - ${addressOf(stack, 'management')}`,
]

const probes = (stack: Stack): Lines => [
  '- job_name: http',
  '  metrics_path: /probe',
  '  params:',
  '    module: [http_2xx]',
  '  static_configs:',
  '    - targets:',
  '        # Add the addresses that matter to you.',
  `        - http://${addressOf(stack, 'kestra')}/ping`,
  `        - http://${addressOf(stack, 'prometheus')}/-/healthy`,
  `        - http://${addressOf(stack, 'alertmanager')}/-/healthy`,
  '  relabel_configs:',
  '    # The exporter is asked; the address becomes its parameter and the name of the series.',
  '    - source_labels: [__address__]',
  '      target_label: __param_target',
  '    - source_labels: [__param_target]',
  '      target_label: instance',
  '    - target_label: __address__',
  `      replacement: ${addressOf(stack, 'blackbox')}`,
]

const blackboxText = text(
  '# How the blackbox exporter asks: a GET, and any answer of 200 to 299 is well.',
  'modules:',
  '  http_2xx:',
  '    prober: http',
  '    timeout: 5s',
  '    http:',
  '      preferred_ip_protocol: ip4',
)

export const exporterTitle = (id: Exporter): string => options.find(one => one.id === 'exporters')?.choices?.find(one => one.id === id)?.title ?? id
