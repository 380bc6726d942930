// The inline languages that schemas may name, by id.
import { goTemplateLanguage, type InlineLanguage, matcherLanguage, pebbleLanguage, promqlLanguage, seriesLanguage } from '../../inline'

export const inlineLanguages: Readonly<Record<string, InlineLanguage>> = Object.fromEntries(
  [promqlLanguage, goTemplateLanguage, pebbleLanguage, matcherLanguage, seriesLanguage].map(one => [one.id, one as InlineLanguage]),
)
