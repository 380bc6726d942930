// Where a lens or a row leads: one place is opened, several are peeked at.
import { commands, Location, Position, Range, Uri, window } from 'vscode'
import type { PathPlace } from '../../../server/src/protocol/path'

export const rangeOf = ({ range: { start, end } }: PathPlace): Range => new Range(start.line, start.character, end.line, end.character)

export async function open(place: PathPlace): Promise<void> {
  await window.showTextDocument(Uri.parse(place.uri), { selection: rangeOf(place), preview: true })
}

/** As the lens hands them over: the document, the place of the lens, where it leads. */
export async function show(uri: unknown, at: unknown, places: unknown): Promise<void> {
  if (typeof uri !== 'string' || !Array.isArray(places)) return
  const { line, character } = at as PathPlace['range']['start']
  const all = places as readonly PathPlace[]
  const [first] = all
  if (first && all.length === 1) await open(first)
  else {
    const locations = all.map(one => new Location(Uri.parse(one.uri), rangeOf(one)))
    await commands.executeCommand('editor.action.peekLocations', Uri.parse(uri), new Position(line, character), locations, 'peek')
  }
}
