// Plain processes: a script that starts all programs and ends them together, Kestra's configuration, and the versions for the checks.
import { kestraConfig } from './kestra'
import type { Exporter } from './options'
import * as programs from './programs'
import { cadvisorPort, type Lines, type Stack, type StackFile, serviceOf, text } from './stack'

export const processFiles = (stack: Stack): StackFile[] => [
  { path: 'start.sh', text: startText(stack), mode: 0o755 },
  { path: 'kestra/application.yml', text: text('# Variables are filled in from the environment: start.sh reads them from .env.', kestraConfig(stack)) },
  { path: '.alertpath.yml', text: projectText(stack) },
]

/** Without images nothing else says which versions are meant. */
const projectText = (stack: Stack): string =>
  text(
    '# The versions that these files are for.',
    'versions:',
    [
      ['prometheus', programs.prometheus],
      ['alertmanager', programs.alertmanager],
      ['kestra', programs.kestra[stack.kestra]],
    ].map(([name, program]) => `  ${name}: '${programs.versionOf(program as programs.Program)}'`),
  )

const variable = (command: string): string => command.toUpperCase()

function startText(stack: Stack): string {
  const used = [programs.alertmanager, ...stack.exporters.map(one => programs.exporters[one]), programs.kestra[stack.kestra], programs.prometheus]
  return text(
    '#!/bin/sh',
    '# Starts the stack and ends it with Ctrl-C. Logs are in data/logs.',
    `# The programs are found in PATH, or named by ${used.map(one => variable(one.command)).join(', ')}.`,
    'set -eu',
    'cd -- "$(dirname -- "$0")"',
    'STACK_HOME=$PWD',
    'export STACK_HOME',
    '',
    used.map(({ command }) => `: "\${${variable(command)}:=${command}}"`),
    '',
    'missing=',
    `for program in ${used.map(({ command }) => `"$${variable(command)}"`).join(' ')}; do`,
    '  command -v "$program" > /dev/null || missing="$missing $program"',
    'done',
    '[ -z "$missing" ] || { echo "Not installed:$missing. README.md says where they come from." >&2; exit 1; }',
    '[ -f .env ] || { echo "There is no .env: copy .env.example and fill it in." >&2; exit 1; }',
    'set -a',
    '. ./.env',
    'set +a',
    '',
    'mkdir -p data/logs data/prometheus data/alertmanager data/kestra/storage',
    'all=',
    startFunction,
    '',
    stopFunction,
    '',
    starts(stack),
    '',
    `echo "Prometheus http://localhost:${stack.prometheusPort}   Alertmanager http://localhost:${stack.alertmanagerPort}   Kestra http://localhost:${stack.kestraPort}"`,
    watching,
  )
}

const startFunction: Lines = [
  '# start NAME FOLDER COMMAND...',
  'start() {',
  '  name=$1 folder=$2',
  '  shift 2',
  '  (cd "$folder" && exec "$@") > "data/logs/$name.log" 2>&1 < /dev/null &',
  '  all="$all $name:$!"',
  '}',
]

const stopFunction: Lines = [
  'stop() {',
  '  trap - EXIT HUP INT TERM',
  '  for one in $all; do kill "${one#*:}" 2> /dev/null || :; done',
  '  wait',
  '}',
  'trap stop EXIT',
  "trap 'exit 129' HUP",
  "trap 'exit 130' INT",
  "trap 'exit 143' TERM",
]

/** Alertmanager runs in the folder of its configuration: files of secrets are opened from the working directory. */
const starts = (stack: Stack): Lines => [
  `start alertmanager alertmanager "$ALERTMANAGER" --config.file=alertmanager.yml --storage.path=../data/alertmanager \\`,
  `  --web.listen-address=127.0.0.1:${stack.alertmanagerPort} --cluster.listen-address=`,
  stack.exporters.map(one => exporterStarts[one]),
  `start kestra . "$KESTRA" server standalone --config kestra/application.yml --port ${stack.kestraPort}`,
  'start prometheus . "$PROMETHEUS" --config.file=prometheus/prometheus.yml --storage.tsdb.path=data/prometheus \\',
  `  --web.listen-address=127.0.0.1:${stack.prometheusPort} --web.enable-lifecycle`,
]

const local = (port: number): string => `127.0.0.1:${port}`

const exporterStarts: Readonly<Record<Exporter, string>> = {
  node: `start ${serviceOf.node} . "$NODE_EXPORTER" --web.listen-address=${local(programs.exporters.node.port)}`,
  blackbox: `start ${serviceOf.blackbox} . "$BLACKBOX_EXPORTER" --config.file=blackbox/config.yml --web.listen-address=${local(programs.exporters.blackbox.port)}`,
  cadvisor: `start ${serviceOf.cadvisor} . "$CADVISOR" -listen_ip=127.0.0.1 -port=${cadvisorPort} -logtostderr`,
}

/** No shell but a few can wait for the first of several, so they are looked at. */
const watching: Lines = [
  'while :; do',
  '  for one in $all; do',
  '    kill -0 "${one#*:}" 2> /dev/null || { echo "${one%%:*} has ended: see data/logs/${one%%:*}.log" >&2; exit 1; }',
  '  done',
  '  sleep 1',
  'done',
]
