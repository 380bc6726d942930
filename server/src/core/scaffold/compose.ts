// docker-compose.yml.
import { kestraConfig } from './kestra'
import type { Exporter } from './options'
import * as programs from './programs'
import { indent, type Lines, type Stack, type StackFile, serviceOf, text } from './stack'

export const composeFiles = (stack: Stack): StackFile[] => [{ path: 'docker-compose.yml', text: composeText(stack) }]

function composeText(stack: Stack): string {
  const services: Lines[] = [prometheus(stack), alertmanager(stack), ...stack.exporters.map(exporter), kestra(stack)]
  if (stack.database === 'postgres') services.push(postgres)
  const volumes = ['prometheus-data', 'alertmanager-data', 'kestra-storage', stack.database === 'postgres' ? 'postgres-data' : 'kestra-database']
  return text(
    '# docker compose up -d',
    `# Prometheus http://localhost:${stack.prometheusPort}   Alertmanager http://localhost:${stack.alertmanagerPort}   Kestra http://localhost:${stack.kestraPort}`,
    'services:',
    indent(
      2,
      services.flatMap((one, i): Lines[] => (i === 0 ? [one] : ['', one])),
    ),
    '',
    'volumes:',
    volumes.map(one => `  ${one}:`),
  )
}

function health({ health, startPeriod }: programs.Program): Lines {
  if (!health) return false
  const words = health.map(one => (/[${}]/.test(one) ? `'${one}'` : one)).join(', ')
  return ['healthcheck:', `  test: [${words}]`, startPeriod !== undefined && `  start_period: ${startPeriod}s`]
}

const service = (name: string, program: programs.Program, ...lines: readonly Lines[]): Lines => [
  `${name}:`,
  indent(2, [`image: ${program.image}`, lines, health(program), 'restart: unless-stopped']),
]

/** Published on this machine only. */
const ports = (outside: string, inside: number): Lines => ['ports:', `  - 127.0.0.1:${outside}:${inside}`]

const prometheus = (stack: Stack): Lines =>
  service(
    'prometheus',
    programs.prometheus,
    'command:',
    '  - --config.file=/etc/prometheus/prometheus.yml',
    '  - --storage.tsdb.path=/prometheus',
    '  - --storage.tsdb.retention.time=30d',
    '  - --web.enable-lifecycle',
    'volumes:',
    '  # The folder, not the file: an editor that replaces a file would leave the container with the old one.',
    '  - ./prometheus:/etc/prometheus:ro',
    '  - prometheus-data:/prometheus',
    ports(stack.prometheusPort, programs.prometheus.port),
  )

const alertmanager = (stack: Stack): Lines =>
  service(
    'alertmanager',
    programs.alertmanager,
    'command:',
    '  - --config.file=/etc/alertmanager/alertmanager.yml',
    '  - --storage.path=/alertmanager',
    '  - --cluster.listen-address=',
    'volumes:',
    '  - ./alertmanager:/etc/alertmanager:ro',
    '  - alertmanager-data:/alertmanager',
    ports(stack.alertmanagerPort, programs.alertmanager.port),
  )

const exporter = (id: Exporter): Lines => service(serviceOf[id], programs.exporters[id], exporterLines[id])

const exporterLines: Readonly<Record<Exporter, Lines>> = {
  node: [
    'command:',
    '  - --path.rootfs=/host',
    '# Sees the processes and disks of the host. Its network is its own, so nothing is open on the host.',
    'pid: host',
    'volumes:',
    '  - /:/host:ro,rslave',
  ],
  blackbox: ['volumes:', '  - ./blackbox:/etc/blackbox_exporter:ro'],
  cadvisor: [
    'command:',
    '  - --docker_only=true',
    '  - --housekeeping_interval=10s',
    'privileged: true',
    'volumes:',
    '  - /:/rootfs:ro',
    '  - /var/run:/var/run:ro',
    '  - /sys:/sys:ro',
    '  - /var/lib/docker/:/var/lib/docker:ro',
    '  - /dev/disk/:/dev/disk:ro',
    'devices:',
    '  - /dev/kmsg',
  ],
}

const kestra = (stack: Stack): Lines =>
  service(
    'kestra',
    programs.kestra[stack.kestra],
    'command: server standalone',
    '# A new volume belongs to root.',
    'user: root',
    'environment:',
    "  # In Base64; the flow reads it as secret('WEBHOOK_KEY').",
    '  SECRET_WEBHOOK_KEY: ${SECRET_WEBHOOK_KEY:?see .env.example}',
    '  KESTRA_CONFIGURATION: |',
    indent(4, kestraConfig(stack)),
    'volumes:',
    '  - ./kestra/flows:/app/flows:ro',
    '  - kestra-storage:/app/storage',
    stack.database === 'h2' && '  - kestra-database:/app/data',
    ports(stack.kestraPort, programs.kestra[stack.kestra].port),
    stack.database === 'postgres' && ['depends_on:', '  postgres:', '    condition: service_healthy'],
    'stop_grace_period: 1m',
  )

const postgres: Lines = programs.databases.postgres
  ? service(
      'postgres',
      programs.databases.postgres,
      'environment:',
      '  POSTGRES_DB: kestra',
      '  POSTGRES_USER: kestra',
      '  POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?see .env.example}',
      'volumes:',
      '  - postgres-data:/var/lib/postgresql',
    )
  : []
