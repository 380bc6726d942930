// Flags of Prometheus 1 and of Alertmanager before 0.13, with one dash, or of another name since: the newer programs stop at the first of
// them.
import { type Host, tagOf, type Word } from '../../../alertpath'
import type { Fix, Problem } from '../../../text'
import type { Check, FileView } from '../../language'

export const oldFlags: Check = {
  code: 'old-flag',
  across: true,
  *run(file, world) {
    for (const host of world.path.services(file)) {
      if ((host.program?.id !== 'prometheus' && host.program?.id !== 'alertmanager') || host.opaque || isOld(host)) continue
      for (const word of host.command)
        if (word.spot.uri === file.uri && (/^-[a-z]+\.[a-z.-]+/.test(word.text) || (host.program.id === 'prometheus' && isGone(word.text))))
          yield problemOf(word, host, file)
    }
  },
}

const isOld = ({ image, program }: Host): boolean => {
  const tag = tagOf(image)
  return tag !== undefined && tag[0] === (program?.id === 'prometheus' ? 1 : 0) && (program?.id === 'prometheus' || tag[1] < 13)
}

/** Prometheus 2 knows no such flag under any number of dashes. */
const isGone = (text: string): boolean => /^--(?:storage\.(?:local|remote)\.[a-z.-]+|alertmanager\.url|query\.staleness-delta)(?:=|$)/.test(text)

/** New names; `undefined` = gone. */
const renamed: Readonly<Record<string, string | undefined>> = {
  'storage.local.path': 'storage.tsdb.path',
  'storage.local.retention': 'storage.tsdb.retention.time',
  'storage.local.memory-chunks': undefined,
  'storage.local.target-heap-size': undefined,
  'storage.local.max-chunks-to-persist': undefined,
  'alertmanager.url': undefined,
  'query.staleness-delta': 'query.lookback-delta',
}

function problemOf(word: Word, host: Host, file: FileView): Problem {
  const [, name = '', rest = ''] = /^--?([^=]+)(.*)$/s.exec(word.text) ?? []
  const dashes = word.text.startsWith('--') ? '--' : '-'
  const gone = Object.hasOwn(renamed, name) ? renamed[name] === undefined : isGone(`--${name}`)
  const now = renamed[name] ?? name
  const title = host.program?.id === 'prometheus' ? 'Prometheus 2 and later' : 'Alertmanager 0.13 and later'
  const fix = gone ? undefined : fixOf(word, `--${now}${rest}`, file)
  return {
    code: 'old-flag',
    severity: 'warning',
    message: `${dashes === '-' ? `${title} take flags with two dashes only` : `This is a flag of Prometheus 1`}: the container stops at "${dashes}${name}". ${gone ? `There is no such flag any more${name === 'alertmanager.url' ? ': name the Alertmanager under "alerting" in prometheus.yml' : ''}.` : `Write "--${now}".`}`,
    span: placeOf(word, file) ?? word.spot.span,
    ...(fix && { fixes: [fix] }),
  }
}

/** The word within a command that is one text, or within its quotes. */
function placeOf(word: Word, file: FileView) {
  const { start, end } = word.spot.span
  const at = file.doc.source.slice(start, end).indexOf(word.text)
  return at < 0 ? undefined : { start: start + at, end: start + at + word.text.length }
}

function fixOf(word: Word, text: string, file: FileView): Fix | undefined {
  const span = placeOf(word, file)
  return span && { title: `Change to "${text}"`, edits: [{ span, text }] }
}
