// Keys of webhooks next to others: the second of two with one key never fires, and flows that share a key share its risk.

import type { Mention } from '../../../text'
import type { Check, FileView } from '../../language'
import { core, flowOf, isTrue } from '../model'
import { isDynamic, problem, wordOf } from './problem'

interface Key {
  readonly text: string
  readonly span: Mention['span']
}

const keys = (file: FileView): readonly Key[] => file.once(read)

const read = (file: FileView): readonly Key[] => Array.from(readKeys(file))

function* readKeys(file: FileView): Generator<Key> {
  for (const trigger of flowOf(file)?.triggers ?? []) {
    const key = trigger.at.get('key')
    if (trigger.type !== `${core}trigger.Webhook` || key?.string === undefined || isDynamic(key) || isTrue(trigger.at.get('disabled'))) continue
    yield { text: key.string.trim(), span: wordOf(key) }
  }
}

export const deadWebhook: Check = {
  code: 'dead-webhook',
  *run(file) {
    const first = new Map<string, Key>()
    for (const key of keys(file)) {
      const before = first.get(key.text)
      if (!before) first.set(key.text, key)
      else
        yield {
          ...problem(
            'dead-webhook',
            'warning',
            key.span,
            'Another webhook of this flow has the same key, and the first one takes every request: this one never fires.',
          ),
          related: [{ span: before.span, message: 'The first webhook with this key.' }],
        }
    }
  },
}

export const sharedKey: Check = {
  code: 'shared-webhook-key',
  across: true,
  *run(file, world) {
    for (const key of keys(file)) {
      for (const other of world.files('kestra', file)) {
        if (other.uri <= file.uri) continue
        const same = keys(other).find(one => one.text === key.text)
        if (!same) continue
        const name = flowOf(other)?.id ?? 'another flow'
        yield {
          ...problem(
            'shared-webhook-key',
            'information',
            key.span,
            `The flow "${name}" has the same key: who may start one may start the other. Give each flow its own key.`,
          ),
          related: [{ uri: other.uri, span: same.span, message: `The key of "${name}".` }],
        }
        break
      }
    }
  },
}
