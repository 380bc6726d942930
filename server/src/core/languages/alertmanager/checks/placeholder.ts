// Values that somebody meant to fill in.
import type { Check } from '../../language'
import { type Leaf, leavesOf, wordSpan } from '../values'

export const placeholder: Check = {
  code: 'placeholder',
  *run(file) {
    for (const leaf of leavesOf(file)) {
      const word = isFilledByHand(leaf) ? placeholderIn(leaf.text) : undefined
      if (word === undefined) continue
      yield {
        code: 'placeholder',
        severity: 'warning',
        message: `${word === '<secret>' ? 'A copied status page hides the value behind "<secret>"' : `"${word}" looks like a placeholder that was never filled in`}: ${consequence(leaf)}.`,
        span: wordSpan(leaf.at),
      }
    }
  },
}

/** Addresses, credentials and who gets a message; texts of messages may say what they like. */
const byHand = /^(?:to|from|channel|room_id|.*(?:key|token|secret|password|url|username|smarthost|corp_id|_arn|phone_number|project|chat_id)|smtp_from)$/

const isFilledByHand = ({ schema, key, text }: Leaf): boolean =>
  schema.type === 'string' && !text.includes('{{') && (schema.secret === true || /url|host-port/.test(schema.format ?? '') || byHand.test(key))

export function placeholderIn(text: string): string | undefined {
  return (
    /<[A-Za-z][\w .:/@-]*>/.exec(text)?.[0] ??
    /\[(?:YOUR|your)[\w .-]*\]/.exec(text)?.[0] ??
    /(?<![A-Za-z0-9])(?:YOUR|your|Your)[-_ ](?:[A-Za-z0-9]+[-_]?)+/.exec(text)?.[0] ??
    /(?<![A-Za-z])(?:change[-_]?(?:me|it|this)|replace[-_](?:me|this|with)\w*|insert[-_]\w+[-_]here|fill[-_]me[-_]in|put[-_]\w+[-_]here)(?![A-Za-z])/i.exec(
      text,
    )?.[0] ??
    /(?<![A-Za-z0-9])[xX]{4,}(?![A-Za-z0-9])/.exec(text)?.[0] ??
    /^(?:TODO|FIXME|TBD|REDACTED|\*{3,}|\.{3,})$/.exec(text)?.[0]
  )
}

const consequence = ({ schema, key }: Leaf): string =>
  /url|smarthost/.test(`${schema.format ?? ''} ${key}`)
    ? 'nothing can be sent to this address'
    : schema.secret
      ? 'the service will refuse it'
      : 'the message will not arrive'
