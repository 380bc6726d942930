export { addressFiles, addressIn, longestAddress } from './addressFile'
export { servicesAround } from './around'
export { type Allowance, directivesOf } from './directives'
export { changeFile, type File, fileOnce, isTemplate, makeFile } from './file'
export { matchesPath } from './glob'
export { learn } from './learn'
export { type Pace, prepare } from './prepare'
export { checkAcross, fileProblems, mostProblems, viewsOf } from './problems'
export { asKind, asLevel, merge, noSettings, readSettings, type Settings } from './settings'
export { sameStack } from './stack'
export { basename, dirname, isInside, join, pathOf, relativePath } from './uri'
export { versionFor } from './versions'
export {
  emptyWorkspace,
  filesByKind,
  folderOf,
  isIgnored,
  kindOf,
  languageFor,
  once,
  type Snippet,
  settingsFor,
  update,
  type Workspace,
  withFiles,
} from './workspace'
export { worldOf } from './world'
