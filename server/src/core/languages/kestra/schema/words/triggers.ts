// Words.
import type { Words } from './words'

export const triggerWords: Words = {}
