// What other files will ask of a file, found out beforehand and kept with it. The first check across files would otherwise read all of
// them in one go, so whoever has a clock learns them one after another and lets others go first in between.
import { alertsOf, type FileView, flowStation, groupLabelsOf, type Kind, servicesOf, shapesOf, webhooksOf } from '../languages'
import { pathOf } from './path'
import { checkAlone, viewsOf } from './problems'
import { composeView } from './stack'
import { filesByKind, isIgnored, languageFor, once, type Workspace } from './workspace'

/** What the path of an alert asks of files of a kind. */
const stations: Readonly<Partial<Record<Kind, readonly ((view: FileView) => unknown)[]>>> = {
  rules: [shapesOf, alertsOf, groupLabelsOf],
  alertmanager: [webhooksOf],
  kestra: [flowStation],
}

/**
 * Stops after each step, which is small: what each file is; what Compose files mount and which versions they run; what each file says, to itself and to
 * others.
 */
export function* learn(workspace: Workspace, uris: readonly string[]): Generator<undefined> {
  const files = uris.flatMap(uri => workspace.files.get(uri) ?? [])
  for (const file of files) {
    languageFor(workspace, file)
    yield
  }
  for (const file of once(workspace, filesByKind).get('compose') ?? []) {
    const view = composeView(file)
    if (view) servicesOf(view)
    yield
  }
  for (const file of files) {
    if (isIgnored(workspace, file.uri)) continue
    const language = languageFor(workspace, file)
    const views = viewsOf(workspace, file)
    for (const view of views) {
      void view.facts
      yield
      if (language) yield* checkAlone(view, file, language, views[0] ?? view)
    }
    const [view] = views
    if (view && isAsked(workspace, view.kind)) {
      for (const read of stations[view.kind] ?? []) read(view)
      if (view.kind === 'rules') pathOf(workspace).sender(view)
    }
    yield
  }
}

/** Whom alerts would tell only files of Alertmanager know, and without any nobody looks at what rules send. */
const isAsked = (workspace: Workspace, kind: Kind): boolean => kind !== 'rules' || (once(workspace, filesByKind).get('alertmanager') ?? []).length > 0
