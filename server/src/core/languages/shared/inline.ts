// The inline languages that schemas may name, and formats of names that several dialects share.

import type { InlineLanguage } from '../../inline'
import * as inline from '../../inline'

const all = inline as unknown as Record<string, unknown>

/** By id. Those that are not there yet are left out. */
export const inlineLanguages: Readonly<Record<string, InlineLanguage>> = Object.fromEntries(
  Object.values(all)
    .filter((one): one is InlineLanguage => typeof one === 'object' && one !== null && 'parse' in one && 'mentions' in one && 'id' in one)
    .map(one => [one.id, one]),
)
