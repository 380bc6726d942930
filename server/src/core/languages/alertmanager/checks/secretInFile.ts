// Credentials in the file itself. The value is never quoted.
import { parseUrl } from '../../../inline'
import { hasVariable } from '../../../schema'
import { got, wordSpan } from '../values'
import type { Leaf, LeafCheck } from './leaf'
import { placeholderIn } from './placeholder'

export const secretInFile: LeafCheck = {
  code: 'secret-in-file',
  judge(leaf) {
    if (!isSecret(leaf)) return undefined
    const other = fileKey(leaf)
    return {
      code: 'secret-in-file',
      severity: 'information',
      message: `"${leaf.key}" holds a secret in plain text: whoever reads this file, or its history, can use it. ${other ? `Keep it in a file of its own and name that with "${other}".` : 'Keep the file itself secret.'}`,
      span: wordSpan(leaf.at),
    }
  },
}

function isSecret({ text, schema, key }: Leaf): boolean {
  if (schema.type !== 'string' || !mayHold(schema, key)) return false
  if (text === '' || text.includes('{{') || hasVariable(text) || placeholderIn(text) !== undefined || isSample(text)) return false
  if (schema.format === 'webhook-url') return carriesCredential(text)
  return schema.format !== 'secret-url' || isRealAddress(text)
}

/** The name of a value that is put in later, a word that nobody keeps secret, an address of Slack without its three parts. */
const isSample = (text: string): boolean =>
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text) ||
  /placeholder|^(?:my[-_]?)?(?:pass(?:word|wd|phrase)?|secret|token|test|admin|user|example|sample|dummy|foo|bar)$/i.test(text) ||
  (/^https:\/\/hooks\.slack\.com\//.test(text) && !/\/(?:workflows|triggers)\/|\/services\/T[A-Z0-9]+\/B[A-Z0-9]+\/\w/.test(text))

const mayHold = ({ format, secret }: Leaf['schema'], key: string): boolean => {
  if (format === 'webhook-url' || format === 'secret-url') return true
  if (format === 'web-url' || key === 'access_key') return false
  return secret === true || /^(?:password|credentials|client_secret|bearer_token|secret_key|client_certificate_key)$/.test(key)
}

/** Known addresses that let anybody post, and addresses with a password. */
function carriesCredential(text: string): boolean {
  const url = got(parseUrl(text))
  if (!url) return false
  if (url.user?.includes(':')) return true
  const host = url.host.replace(/:\d*$/, '')
  return (
    /^hooks\.slack(?:-gov)?\.com$|(?:^|\.)discord(?:app)?\.com$|^api\.telegram\.org$|\.webhook\.office\.com$|\.logic\.azure\.com$|^chat\.googleapis\.com$/.test(
      host,
    ) && url.path.length > 12
  )
}

/** Not one of a machine of its own, nor of the names reserved for examples. */
function isRealAddress(text: string): boolean {
  const url = got(parseUrl(text))
  const host = url?.host.replace(/:\d*$/, '') ?? ''
  return (
    url !== undefined &&
    host.includes('.') &&
    !/^\d+(?:\.\d+){3}$|(?:^|\.)(?:example|test|invalid|localhost|local|internal|svc)(?:\.[a-z]+)?$|\.svc\./.test(host) &&
    url.path.length > 8
  )
}

function fileKey({ key, schema }: Leaf): string | undefined {
  if (schema.format === 'webhook-url' || /^(?:api_url|webhook_url|url)$/.test(key)) return `${key}_file`
  return /^(?:secret_key|access_key)$/.test(key) ? undefined : `${key}_file`
}
