// What well-known images listen on when nobody says otherwise, and what of their command or environment says otherwise. A table.

export interface Program {
  readonly id: string
  /** The name of an image without registry and tag. */
  readonly image: RegExp
  readonly ports: readonly number[]
  /** Flags that name an address to listen on. */
  readonly flags: readonly string[]
  /** Names of environment variables that may move the port. */
  readonly environment?: RegExp
  /** The file that is read when no flag names one, and that flag. */
  readonly config?: { readonly path: string; readonly flag: string }
  /** Where the program's own images start it: paths that no rule of its own covers count from there. */
  readonly start?: { readonly image: RegExp; readonly folder: string }
}

export const programs: readonly Program[] = [
  {
    id: 'prometheus',
    image: /(?:^|\/)prometheus$/,
    ports: [9090],
    flags: ['--web.listen-address'],
    config: { path: '/etc/prometheus/prometheus.yml', flag: '--config.file' },
  },
  {
    id: 'alertmanager',
    image: /(?:^|\/)alertmanager$/,
    ports: [9093, 9094],
    flags: ['--web.listen-address', '--cluster.listen-address'],
    config: { path: '/etc/alertmanager/alertmanager.yml', flag: '--config.file' },
    start: { image: /(?:^|\/)(?:prom|prometheus)\/alertmanager$/, folder: '/alertmanager' },
  },
  { id: 'kestra', image: /(?:^|\/)kestra(?:-ee)?$/, ports: [8080, 8081], flags: ['--port', '-p'], environment: /PORT|CONFIG|MICRONAUT/i },
  { id: 'node-exporter', image: /(?:^|\/)node-exporter$/, ports: [9100], flags: ['--web.listen-address'] },
  { id: 'blackbox-exporter', image: /(?:^|\/)blackbox-exporter$/, ports: [9115], flags: ['--web.listen-address'] },
  { id: 'cadvisor', image: /(?:^|\/)cadvisor$/, ports: [8080], flags: ['-port', '--port'] },
  { id: 'pushgateway', image: /(?:^|\/)pushgateway$/, ports: [9091], flags: ['--web.listen-address'] },
  { id: 'grafana', image: /(?:^|\/)grafana(?:-oss|-enterprise)?$/, ports: [3000], flags: [], environment: /PORT|GF_SERVER|GF_PATHS/ },
]

export const programOf = (image: string | undefined): Program | undefined => {
  const name = nameOf(image)
  return name === undefined ? undefined : programs.find(one => one.image.test(name))
}

/** The folder that a container of an image starts in, as far as known. */
export function startFolder(image: string | undefined): string | undefined {
  const start = programOf(image)?.start
  return start?.image.test(nameOf(image) ?? '') ? start.folder : undefined
}

/** The programs on the path of an alert: each has pages that people open. */
export const served = ['prometheus', 'alertmanager', 'kestra'] as const
export type Served = (typeof served)[number]

/** How each of them says where its pages are: flags that name the port, and who says the path before every page. */
export const serving: Readonly<Record<Served, { readonly port: readonly string[]; readonly path: 'flags' | 'environment' }>> = {
  prometheus: { port: ['--web.listen-address'], path: 'flags' },
  alertmanager: { port: ['--web.listen-address'], path: 'flags' },
  kestra: { port: ['--port', '-p'], path: 'environment' },
}

/** Where images of Prometheus and Alertmanager come from that hold the program as it is, with its own tags; mirrors keep the name of the maker. */
const makers =
  /(?:^|\/)(?:prom|prometheus|bitnami|bitnamilegacy|bitnamisecure|ubuntu|chainguard|openshift)\/(?:prometheus|alertmanager)$|^(?:dhi\.io\/)?(?:prometheus|alertmanager)$/

/** An image with the name of Prometheus or Alertmanager that somebody else made: what is in it besides, and what its tag says, is not known. */
export function isRemade(image: string | undefined): boolean {
  const name = nameOf(image)
  return name !== undefined && /(?:^|\/)(?:prometheus|alertmanager)$/.test(name) && !makers.test(name)
}

/** Without digest and tag. */
const nameOf = (image: string | undefined): string | undefined => image?.replace(/@.*$/, '').replace(/:[^:/]*$/, '')

/** Major, minor and patch of a tag; undefined for anything but numbers. */
export function tagOf(image: string | undefined): readonly [number, number, number | undefined] | undefined {
  const found = /:v?(\d+)\.(\d+)(?:\.(\d+))?(?:-[\w.-]+)?$/.exec(image ?? '')
  return found ? [Number(found[1]), Number(found[2]), found[3] === undefined ? undefined : Number(found[3])] : undefined
}
