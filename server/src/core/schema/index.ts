export { hasVariable } from './alertingFormats'
export { decode, type Pace } from './decode'
export { emitSchema } from './emit'
export {
  declaredKinds,
  type Facts,
  type Found,
  foundOf,
  type Inlined,
  inlinedOf,
  mentionsIn,
  mentionsOf,
  type Names,
  namesOf,
  noFacts,
  problemsOf,
  repeatedNames,
} from './facts'
export { type Format, type FormatError, formats } from './formats'
export type { Grammar, LocalCheck } from './grammar'
export { decodeText, inlineScope, placer, unplacer, written } from './inlined'
export { insertKey, plain, valueSnippet } from './insert'
export { alternatives, expectedAt, propertySchema, schemaOf, settled, writtenSchema } from './locate'
export { knownKeys } from './member'
export { headSpan } from './objectProblems'
export { type Dialect, isNothing, numberOf, scalarValue } from './scalar'
export { innerSpan } from './scalarProblems'
export { type Discriminator, type Renamed, resolve, type Schema, type Type, typesOf } from './schema'
export { compareVersions, isThere, parseVersion, type Version, versionText } from './version'
export { listed, quoted } from './words'
