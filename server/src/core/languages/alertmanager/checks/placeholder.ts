// Values that somebody meant to fill in.
import { formats } from '../../../schema'
import { wordSpan } from '../values'
import type { Leaf, LeafCheck } from './leaf'

export const placeholder: LeafCheck = {
  code: 'placeholder',
  judge(leaf) {
    const word = isFilledByHand(leaf) ? placeholderIn(leaf.text) : undefined
    // What the format refuses is told already.
    if (word === undefined || formats[leaf.schema.format ?? '']?.check(leaf.text)) return undefined
    return {
      code: 'placeholder',
      severity: 'warning',
      message: `${word === '<secret>' ? 'A copied status page hides the value behind "<secret>"' : `"${word}" looks like a placeholder that was never filled in`}: ${consequence(leaf)}.`,
      span: wordSpan(leaf.at),
    }
  },
}

/** Addresses, credentials and who gets a message; texts of messages may say what they like. */
const byHand = /^(?:to|from|channel|room_id|.*(?:key|token|secret|password|url|username|smarthost|corp_id|_arn|phone_number|project|chat_id)|smtp_from)$/

const isFilledByHand = ({ schema, key, text }: Leaf): boolean =>
  schema.type === 'string' && !text.includes('{{') && (schema.secret === true || /url|host-port/.test(schema.format ?? '') || byHand.test(key))

export function placeholderIn(text: string): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[0]
    if (found !== undefined) return found
  }
  return undefined
}

const patterns: readonly RegExp[] = [
  /<[A-Za-z][\w .:/@-]*>/,
  /\[(?:YOUR|your)[\w .-]*\]/,
  /(?<![A-Za-z0-9])(?:YOUR|your|Your)[-_ ](?:[A-Za-z0-9]+[-_]?)+/,
  /(?<![A-Za-z0-9])YOUR(?:[-_/][A-Z][A-Z0-9]*)*(?![A-Za-z0-9])/,
  /^change[-_]?(?:me|it|this)$/i,
  /(?<![A-Za-z])(?:replace[-_](?:me|this|with)\w*|insert[-_]\w+[-_]here|fill[-_]me[-_]in|put[-_]\w+[-_]here)(?![A-Za-z])/i,
  /(?<![A-Za-z0-9])(?:[xX]{3,}|T0{5,}\/B0{5,})(?![A-Za-z0-9])/,
  /(?<![A-Za-z])your(?:domain|company|organi[sz]ation|org|server|host|email|name|user|team|channel|webhook|token|key|password|secret)\w*/i,
  /(?:token|url|key|password|secret|id|webhook|email|channel|host|server)[-_ ]here(?![a-z])/i,
  /^(?:__|@@|%%)[A-Z][A-Z0-9_]*(?:__|@@|%%)$/,
  /^(?:TODO|FIXME|TBD|REDACTED|\*{3,}|\.{3,})$/,
]

const consequence = ({ schema, key }: Leaf): string =>
  /url|smarthost/.test(`${schema.format ?? ''} ${key}`)
    ? 'nothing can be sent to this address'
    : schema.secret
      ? 'the service will refuse it'
      : 'the message will not arrive'
