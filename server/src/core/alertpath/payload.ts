// The body that Alertmanager posts to a webhook, version "4", made from alerts and the route that takes them. Knows nothing of YAML.
// Source: `template/template.go` and `notify/webhook` of Alertmanager 0.34; the fingerprint is FNV-1a over the sorted labels.
import { type LabelMatcher, matcherText, quote } from '../inline'

type Texts = Readonly<Record<string, string>>

export interface SentAlert {
  readonly labels: Texts
  readonly annotations: Texts
  /** RFC 3339. */
  readonly startsAt: string
  /** Absent while it fires. */
  readonly endsAt?: string
  readonly generatorURL?: string
}

export interface Notification {
  readonly receiver: string
  /** From the root to the route that takes the alerts. */
  readonly path: readonly { readonly matchers: readonly LabelMatcher[] }[]
  /** Undefined: all labels (`...`). */
  readonly groupBy: readonly string[] | undefined
  readonly alerts: readonly SentAlert[]
  readonly externalURL: string
  readonly reason?: string
  readonly routeLabels?: Texts
  /** More alerts than this are cut off; 0 = all are sent. */
  readonly most?: number
}

const firing = '0001-01-01T00:00:00Z'

/** The members in the order in which Alertmanager writes them. */
export function webhookBody(notification: Notification): Readonly<Record<string, unknown>> {
  const { alerts: all, groupBy, path, most = 0 } = notification
  const alerts = most > 0 ? all.slice(0, most) : all
  const [first] = all
  const groupLabels = sorted(pick(first?.labels ?? {}, groupBy))
  const resolved = alerts.every(one => one.endsAt !== undefined)
  return {
    receiver: notification.receiver.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'),
    status: resolved ? 'resolved' : 'firing',
    alerts: alerts.map(bodyOf),
    notification_reason: notification.reason ?? (resolved ? 'all alerts resolved' : 'first notification'),
    groupLabels,
    commonLabels: common(alerts.map(one => one.labels)),
    commonAnnotations: common(alerts.map(one => one.annotations)),
    routeLabels: notification.routeLabels ?? {},
    externalURL: notification.externalURL,
    version: '4',
    groupKey: `${path.map(({ matchers }) => routeText(matchers)).join('/')}:${setText(groupLabels)}`,
    truncatedAlerts: all.length - alerts.length,
  }
}

const bodyOf = ({ labels, annotations, startsAt, endsAt, generatorURL }: SentAlert) => ({
  status: endsAt === undefined ? 'firing' : 'resolved',
  labels: sorted(labels),
  annotations: sorted(annotations),
  startsAt,
  endsAt: endsAt ?? firing,
  generatorURL: generatorURL ?? '',
  fingerprint: fingerprint(labels),
})

/** What the sender of a made-up alert is called, and where it says that it is. */
export const usual = { receiver: 'kestra', externalURL: 'http://alertmanager:9093' }

/** Sixteen hexadecimal digits that name a label set. */
export function fingerprint(labels: Texts): string {
  let hash = 14695981039346656037n
  const add = (byte: number): void => {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 1099511628211n)
  }
  for (const name of Object.keys(labels).sort(byBytes))
    for (const text of [name, labels[name] ?? '']) {
      for (const byte of utf8(text)) add(byte)
      add(255)
    }
  return hash.toString(16).padStart(16, '0')
}

function* utf8(text: string): Generator<number> {
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    if (code < 0x80) yield code
    else {
      const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3
      yield ([0, 0xc0, 0xe0, 0xf0][more] ?? 0) | (code >> (6 * more))
      for (let left = more - 1; left >= 0; left--) yield 0x80 | ((code >> (6 * left)) & 0x3f)
    }
  }
}

const routeText = (matchers: readonly LabelMatcher[]): string =>
  `{${[...matchers]
    .sort((a, b) => byBytes(a.name, b.name) || byBytes(a.value, b.value))
    .map(matcherText)
    .join(',')}}`

const setText = (labels: Texts): string =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}=${quote(value)}`)
    .join(', ')}}`

const pick = (labels: Texts, names: readonly string[] | undefined): Texts =>
  names ? Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name))) : labels

/** What is there with the same value in all of them. */
function common(all: readonly Texts[]): Texts {
  const [first, ...others] = all
  return sorted(Object.fromEntries(Object.entries(first ?? {}).filter(([name, value]) => others.every(one => one[name] === value))))
}

const sorted = (texts: Texts): Texts => Object.fromEntries(Object.entries(texts).sort(([a], [b]) => byBytes(a, b)))

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
