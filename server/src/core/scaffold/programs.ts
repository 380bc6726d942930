// The programs of a stack: image, port, health check, in one table. What stands here was read from their published sources; a tag
// that nobody has seen in use is not written.
import type { Database, Exporter, Line } from './options'

export interface Program {
  readonly image: string
  /** For plain processes: the name of the program. */
  readonly command: string
  readonly port: number
  /** Compose's `test`; undefined where the image brings its own or has none that is worth it. */
  readonly health?: readonly string[]
  /** Seconds before a failing check counts. */
  readonly startPeriod?: number
}

const fetched = (address: string): readonly string[] => ['CMD', 'wget', '-q', '--spider', `http://127.0.0.1:${address}`]

export const prometheus: Program = { image: 'prom/prometheus:v3.16.0', command: 'prometheus', port: 9090, health: fetched('9090/-/ready') }

export const alertmanager: Program = { image: 'prom/alertmanager:v0.34.2', command: 'alertmanager', port: 9093, health: fetched('9093/-/ready') }

/** cAdvisor's image has its own health check; outside a container its port would be Kestra's. */
export const exporters: Readonly<Record<Exporter, Program>> = {
  node: { image: 'prom/node-exporter:v1.12.1', command: 'node_exporter', port: 9100, health: fetched('9100/') },
  blackbox: { image: 'prom/blackbox-exporter:v0.29.0', command: 'blackbox_exporter', port: 9115, health: fetched('9115/-/healthy') },
  cadvisor: { image: 'ghcr.io/google/cadvisor:0.60.6', command: 'cadvisor', port: 8080 },
}

const kestraHealth = { port: 8080, command: 'kestra', health: ['CMD', 'curl', '-fsS', 'http://127.0.0.1:8080/ping'], startPeriod: 60 }

export const kestra: Readonly<Record<Line, Program>> = {
  '2': { image: 'kestra/kestra:v2.0.5', ...kestraHealth },
  '1.3': { image: 'kestra/kestra:v1.3.39', ...kestraHealth },
}

export const managementPort = 8081

export const databases: Readonly<Record<Database, Program | undefined>> = {
  postgres: {
    image: 'postgres:18.6',
    command: 'postgres',
    port: 5432,
    health: ['CMD-SHELL', 'pg_isready -d $${POSTGRES_DB} -U $${POSTGRES_USER}'],
  },
  h2: undefined,
}

/** Kestra's Java, from this line on. */
export const java = 25

export const versionOf = ({ image }: Program): string => image.slice(image.lastIndexOf(':') + 1).replace(/^v/, '')
