// The inline languages that schemas may name, by id.
import { goTemplateLanguage, type InlineLanguage, matcherLanguage, pebbleLanguage, promqlLanguage } from '../../inline'

export const inlineLanguages: Readonly<Record<string, InlineLanguage>> = Object.fromEntries(
  [promqlLanguage, goTemplateLanguage, pebbleLanguage, matcherLanguage].map(one => [one.id, one as InlineLanguage]),
)
